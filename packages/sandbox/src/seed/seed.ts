import type { Tenant } from '../tenant/tenant.ts';
import { plantDemo } from './demo.ts';
import { setUp } from './set-up.ts';

/** `demo`: a believable managed-service provider; `traps`: every oddity of §9.5; `empty`: set-up tables only; a number: that many generated companies. */
export type Seed = 'demo' | 'traps' | 'empty' | number;

export function plantSeed(tenant: Tenant, seed: Seed): void {
  setUp(tenant.store);
  if (seed === 'demo') plantDemo(tenant.store, tenant.readings);
}
