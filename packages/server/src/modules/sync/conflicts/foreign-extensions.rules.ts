import type { Fields, FieldValue } from '../records/entity-sync.ts';
import type { AnyFieldTable } from '../records/fields/field-table.ts';
import { isNothing } from '../records/fields/is-nothing.ts';
import { type Base, isAgreedThere } from './base.rules.ts';

/**
 * Extensions that ConnectWise's record says nothing of: the number that it shows is not the one that both sides agreed on, and nobody there has touched
 * it since. Ours was removed, or stands beside the default, and the extension that is shown belongs to another number, or to none.
 */
export function foreignExtensions(table: AnyFieldTable, base: Base | null, there: Fields): string[] {
  if (base === null) return [];
  return Object.keys(table).flatMap((field) => {
    const number = numberOf(table, field);
    if (number === undefined || !(field in there) || !(number in base) || !(number in there)) return [];
    const isOther = isAgreedThere(base, number, there[number]) && !isSameNumber(base[number], there[number] ?? null);
    return isOther ? [field] : [];
  });
}

/** The field of the number that an extension stands with; undefined of any other field. */
export function numberOf(table: AnyFieldTable, field: string): string | undefined {
  const place = table[field]?.place;
  if (place?.kind !== 'item' || place.part !== 'extension') return undefined;
  return Object.keys(table).find((one) => {
    const other = table[one]?.place;
    return other?.kind === 'item' && other.role === place.role && other.part === 'value';
  });
}

/** However it is written; no number is not the same as none. */
export function isSameNumber(ours: unknown, theirs: FieldValue): boolean {
  if (typeof ours !== 'string' || typeof theirs !== 'string' || isNothing(ours) || isNothing(theirs)) return false;
  const [one, other] = [ours, theirs].map((text) => text.replace(/\D/g, ''));
  return one === other;
}
