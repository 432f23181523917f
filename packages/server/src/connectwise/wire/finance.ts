import { flag, text } from './shape.ts';
import { type WireOf, wire } from './wire.ts';

/** How often what recurs is billed. A tenant may have renamed them. */
export const billingCycleWire = wire('billingCycle', '/finance/billingCycles', {
  identifier: text,
  name: text,
  billingOptions: text,
  defaultFlag: flag,
});
export type BillingCycle = WireOf<typeof billingCycleWire>;
