import { isSame } from '../../../platform/is-same.ts';
import type { Fields, FieldValue } from '../records/entity-sync.ts';

/**
 * What a link remembers of a record: field by field the value that both sides agreed on, in the CRM's words. Beside the fields stand
 * `$standIns`: what ConnectWise shows for an agreed value, where it shows another one (a close date that it cannot do without, a name cut to
 * its length). It counts as the agreed value, and never as somebody's edit. `$items`: IDs of the items that fields were read from.
 */
export type Base = Readonly<Record<string, unknown>>;

const STAND_INS = '$standIns';
const ITEMS = '$items';

export const standInsOf = (base: Base | null): Readonly<Record<string, FieldValue>> => recordAt(base, STAND_INS);

export const itemsOfBase = (base: Base | null): Readonly<Record<string, number>> => recordAt(base, ITEMS);

/** The values that were agreed on, field by field. */
export function agreedFields(base: Base | null): Fields {
  const whole: object = base ?? {};
  return Object.fromEntries(Object.entries(whole).filter(([field]) => field !== STAND_INS && field !== ITEMS));
}

/** Whether ConnectWise still shows what was agreed on. */
export function isAgreedThere(base: Base, field: string, theirs: unknown): boolean {
  const standIns = standInsOf(base);
  return isSame(theirs, field in standIns ? standIns[field] : base[field]);
}

/** The base after a record was taken in: ConnectWise's values, but for those that still stand in for an agreed one. */
export function baseAfterPull(previous: Base | null, remote: Fields, items: object | undefined): Base {
  const standIns = standInsOf(previous);
  const still = Object.keys(standIns).filter((field) => isSame(remote[field], standIns[field]));
  if (still.length === 0) return withItems({ ...remote }, items);
  return withItems(
    withStandIns(
      { ...remote, ...Object.fromEntries(still.map((field) => [field, previous?.[field] ?? null])) },
      Object.fromEntries(still.map((field) => [field, remote[field] ?? null])),
    ),
    items,
  );
}

export const withStandIns = (base: Base, standIns: Readonly<Record<string, FieldValue>>): Base =>
  Object.keys(standIns).length > 0 ? { ...base, [STAND_INS]: standIns } : base;

export const withItems = (base: Base, items: object | undefined): Base =>
  items && Object.keys(items).length > 0 ? { ...base, [ITEMS]: items } : base;

function recordAt<T>(base: Base | null, key: string): Readonly<Record<string, T>> {
  const value = base?.[key];
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
