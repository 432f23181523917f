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

/** Dates as ISO text, nothing as null: the form in which changes are stored as JSON. */
function plain(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  return value;
}

/** Equal by content; the order of an object's keys does not matter, the order of a list does. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keysOfA = Object.keys(a);
  const keysOfB = Object.keys(b);
  if (keysOfA.length !== keysOfB.length) return false;
  return keysOfA.every((key) => key in b && isSame(plain(Reflect.get(a, key)), plain(Reflect.get(b, key))));
}
