import type { Tenant } from '../tenant/tenant.ts';
import { plantDemo } from './demo.ts';
import { generate } from './generated.ts';
import { setUp } from './set-up.ts';
import { DEMO_CUSTOM_FIELDS, plantCustomFields } from './set-up-custom-fields.ts';
import { plantTraps } from './traps.ts';

/** `demo`: a believable managed-service provider; `traps`: every oddity of §9.5; `empty`: set-up tables only; a number: that many generated companies. */
export type Seed = 'demo' | 'traps' | 'empty' | number;

export function plantSeed(tenant: Tenant, seed: Seed): void {
  const { store, readings } = tenant;
  setUp(store);
  if (seed === 'demo') plantDemo(store, readings);
  else if (seed === 'traps') plantTraps(store);
  else if (seed === 'empty') plantCustomFields(store, DEMO_CUSTOM_FIELDS);
  else generate(store, seed);
}

/** Reads a seed as given on a command line or over HTTP. */
export function parseSeed(text: string): Seed {
  if (text === 'demo' || text === 'traps' || text === 'empty') return text;
  const count = Number(text);
  if (/^\d+$/.test(text) && count > 0) return count;
  throw new Error(`"${text}" is not a seed. Use demo, traps, empty, or a number of companies.`);
}
