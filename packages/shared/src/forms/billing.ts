import { z } from 'zod';
import { type BillingKind, billingKinds } from '../vocabulary.ts';
import { decimalText, optionalCount, optionalText } from './fields.ts';

const recurringAmount = (what: string, min: string) =>
  decimalText({ what, min, max: '999999999', digits: 4, empty: '0' });

/** How a product or a line is billed; without a word it is billed once. `min` is the least that it may cost each cycle. */
export const billingFields = (min: '0' | '-999999999') => ({
  billing: z.preprocess(
    (value) => (typeof value === 'string' ? value.toLowerCase() : (value ?? 'one_time')),
    z.enum(billingKinds, 'Choose whether this is paid once or each cycle.'),
  ),
  billingCycle: optionalText({ what: 'the billing cycle', max: 50 }),
  billingCycleId: optionalText({ what: 'the ID of the billing cycle', max: 50 }),
  billingCycles: optionalCount({ one: 'cycle', many: 'cycles', min: 1, max: 1200 }),
  recurringPrice: recurringAmount('The recurring price', min),
  recurringCost: recurringAmount('The recurring cost', min),
});

/** What has to be said of something that is paid each cycle. */
export const billingProblem = ({ billing, billingCycle }: { billing: BillingKind; billingCycle: string | null }) =>
  billing === 'recurring' && !billingCycle ? 'Enter how often this is billed, such as Monthly.' : null;
