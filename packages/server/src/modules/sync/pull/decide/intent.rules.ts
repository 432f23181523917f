import type { WireRecord } from '../../../../connectwise/wire/wire.ts';

/** What a push has said it is about to create, in ConnectWise's words: `identifier`, `name`, `firstName`, `lastName`, `companyId`. */
export type NaturalKey = Readonly<Record<string, unknown>>;

const compared = ['identifier', 'name', 'firstName', 'lastName', 'companyId'] as const;

/**
 * Whether a record that is not linked may be the one that a push is creating at this moment, its link not yet bound. Taking it in would
 * make a second CRM record of it.
 */
export function isBeingCreated(record: WireRecord, intents: readonly NaturalKey[]): boolean {
  return intents.some((intent) => {
    const keys = compared.filter((key) => intent[key] !== undefined && intent[key] !== null);
    return keys.length > 0 && keys.every((key) => same(intent[key], partOf(record, key)));
  });
}

function partOf(record: WireRecord, key: (typeof compared)[number]): unknown {
  if (key !== 'companyId') return Reflect.get(record, key);
  const company: unknown = Reflect.get(record, 'company');
  return typeof company === 'object' && company !== null ? Reflect.get(company, 'id') : null;
}

const same = (a: unknown, b: unknown): boolean =>
  b !== undefined && b !== null && String(a).trim().toLowerCase() === String(b).trim().toLowerCase();
