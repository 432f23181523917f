import { isSame, plain } from '../../platform/is-same.ts';

/** One field of a record before and after. Absent and null are the same: null. */
export interface FieldChange {
  field: string;
  from: unknown;
  to: unknown;
}

/** The fields of `after` that differ from `before`, in the order of `after`; fields that `after` does not name are no change. */
export function diffFields(before: Record<string, unknown>, after: Record<string, unknown>): FieldChange[] {
  const changes: FieldChange[] = [];
  for (const [field, value] of Object.entries(after)) {
    if (value === undefined) continue;
    const from = plain(before[field]);
    const to = plain(value);
    if (!isSame(from, to)) changes.push({ field, from, to });
  }
  return changes;
}
