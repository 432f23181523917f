import type { Owner } from '@causeway/shared/forms/configuration/options';
import type { Fields, FieldValue } from '../records/entity-sync.ts';

export interface Conflict {
  field: string;
  crm: FieldValue;
  connectwise: FieldValue;
  kept: Owner;
}

export interface Merged {
  fields: Fields;
  conflicts: Conflict[];
}

/**
 * Three-way merge, field by field: what only one side changed since `base` is taken from that side; where both changed, the owner's
 * value stands and both are reported (reading A18). Without a base (two records that were just matched) the owner's value stands
 * where there is one, else the other's.
 */
export function mergeFields(base: Record<string, unknown> | null, local: Fields, remote: Fields, owner: Owner): Merged {
  const fields: Record<string, FieldValue> = {};
  const conflicts: Conflict[] = [];
  for (const [field, theirs] of Object.entries(remote)) {
    const ours = local[field] ?? null;
    if (isSame(ours, theirs)) fields[field] = ours;
    else if (base === null) fields[field] = owner === 'connectwise' ? (theirs ?? ours) : (ours ?? theirs);
    else if (isSame(theirs, base[field])) fields[field] = ours;
    else if (isSame(ours, base[field])) fields[field] = theirs;
    else {
      fields[field] = owner === 'connectwise' ? theirs : ours;
      conflicts.push({ field, crm: ours, connectwise: theirs, kept: owner });
    }
  }
  return { fields, conflicts };
}

/** Equal by content; lists are compared in order. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b || (a ?? null) === (b ?? null)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => key in b && isSame(Reflect.get(a, key), Reflect.get(b, key)));
}
