import type { Owner } from '@causeway/shared/forms/configuration/options';
import { diffFields, type FieldChange } from '../../../audit/diff.ts';
import type { Conflict } from '../../conflicts/merge.rules.ts';
import { mergeRecord } from '../../conflicts/merge-record.rules.ts';
import type { EntitySync, Fields } from '../../records/entity-sync.ts';

export interface MergedSides {
  fields: Fields;
  conflicts: Conflict[];
  changes: FieldChange[];
}

/** The three-way merge of a record of both sides, with the fields that follow from others computed anew. */
export function mergeSides(
  { sync, owner, base }: { sync: EntitySync; owner: Owner; base: Record<string, unknown> | null },
  local: Fields,
  remote: Fields,
): MergedSides {
  const derived = new Set(sync.table.derived);
  const own = Object.fromEntries(Object.entries(remote).filter(([field]) => !derived.has(field)));
  const { fields: table } = sync;
  const merged = mergeRecord(table, { base, local, remote: own }, owner);
  const together = { ...local, ...merged.fields };
  const fields = sync.derive ? sync.derive(together, remote, local) : together;
  return { fields, conflicts: merged.conflicts, changes: diffFields(local, fields) };
}

/** Whether a change touches what the CRM holds only once. */
export const renames = (changes: readonly FieldChange[]): boolean => changes.some(({ field }) => isUniqueHere(field));

export const isUniqueHere = (field: string): boolean => field === 'name' || field === 'identifier';
