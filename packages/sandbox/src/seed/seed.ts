import type { Tenant } from '../tenant/tenant.ts';
import { plantDemo } from './demo.ts';
import { generate } from './generated.ts';
import type { Seed } from './seed-name.ts';
import { setUp } from './set-up.ts';
import { DEMO_CUSTOM_FIELDS, plantCustomFields } from './set-up-custom-fields.ts';
import { plantTraps } from './traps.ts';

export function plantSeed(tenant: Tenant, seed: Seed): void {
  const { store, readings } = tenant;
  setUp(store);
  if (seed === 'demo') plantDemo(store, readings);
  else if (seed === 'traps') plantTraps(store);
  else if (seed === 'empty') plantCustomFields(store, DEMO_CUSTOM_FIELDS);
  else generate(store, seed);
}
