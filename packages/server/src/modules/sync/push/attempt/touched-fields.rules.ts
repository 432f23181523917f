import type { Conflict } from '../../conflicts/merge.rules.ts';
import type { NotSent } from '../../records/fields/derive.ts';
import type { AnyFieldTable } from '../../records/fields/field-table.ts';

/** What an update writes of a field for another one's sake. */

interface Undecided {
  notSent: NotSent[];
  toTake: string[];
  conflicts: Conflict[];
}

/** The fields that live in properties which are patched for another field's sake: the category with the subcategory. */
export function touchedBy(
  table: AnyFieldTable,
  patched: ReadonlySet<string>,
  also: Readonly<Record<string, unknown>> = {},
): string[] {
  return Object.entries(table).flatMap(([field, { place }]) => {
    if (place.kind === 'item' || place.kind === 'custom' || place.paths.length === 0) return [];
    const isWhole = place.paths.every((path) => patched.has(path));
    return isWhole || place.paths.some((path) => patched.has(path) && path in also) ? [field] : [];
  });
}

/** Whether a field that is empty here, and cannot be emptied there or has a newer value there, is filled in with this update. */
export const isFilledIn = (
  { notSent, toTake }: Undecided,
  { table, also = {} }: { table: AnyFieldTable; also?: Readonly<Record<string, unknown>> },
  field: string,
): boolean =>
  notSent.some((one) => one.field === field) ||
  (toTake.includes(field) && table[field]?.place.paths.every((path) => path in also) === true);

/**
 * What is filled in stands in for the emptied value, and is nobody's edit. What somebody chose there meanwhile is overwritten with it, which is told as a
 * conflict.
 */
export const withFilledIn = ({ notSent, toTake, conflicts }: Undecided, filled: readonly string[]): Undecided => ({
  notSent: notSent.filter(({ field }) => !filled.includes(field)),
  toTake: toTake.filter((field) => !filled.includes(field)),
  conflicts: conflicts.map((one) => (filled.includes(one.field) ? { ...one, kept: 'crm' } : one)),
});
