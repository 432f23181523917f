import type { Owner } from '@causeway/shared/forms/configuration/options';
import { isSame } from '../../../platform/is-same.ts';
import type { Fields, FieldValue } from '../records/entity-sync.ts';
import { isAgreedThere } from './base.rules.ts';

export interface Conflict {
  field: string;
  crm: FieldValue;
  connectwise: FieldValue;
  /** Whose value stands; `ask`: each side keeps its own until a person has decided. */
  kept: Owner | 'ask';
}

export interface Merged {
  fields: Fields;
  conflicts: Conflict[];
}

/**
 * Three-way merge, field by field, the same for a pull and a push: what only one side changed since `base` is taken from that side; where both
 * changed, the owner's value stands and both are reported (reading A18). Without a base (two records that were just matched), or where a field was
 * never agreed on (it is new, or goes another way from now on), the owner's value stands where there is one, else the other's. Fields that `asks`
 * names wait for a person: each side keeps its value.
 */
export function mergeFields(
  base: Record<string, unknown> | null,
  local: Fields,
  remote: Fields,
  owner: Owner | ((field: string) => Owner),
  asks: (field: string) => boolean = () => false,
): Merged {
  const fields: Record<string, FieldValue> = {};
  const conflicts: Conflict[] = [];
  const ownerOf = typeof owner === 'function' ? owner : () => owner;
  for (const [field, theirs] of Object.entries(remote)) {
    const ours = local[field] ?? null;
    const wins = ownerOf(field);
    if (isSame(ours, theirs)) fields[field] = ours;
    else if (base === null || !(field in base))
      fields[field] = wins === 'connectwise' ? (theirs ?? ours) : (ours ?? theirs);
    else if (isAgreedThere(base, field, theirs)) fields[field] = ours;
    else if (isSame(ours, base[field])) fields[field] = theirs;
    else if (asks(field)) {
      fields[field] = ours;
      conflicts.push({ field, crm: ours, connectwise: theirs, kept: 'ask' });
    } else {
      fields[field] = wins === 'connectwise' ? theirs : ours;
      conflicts.push({ field, crm: ours, connectwise: theirs, kept: wins });
    }
  }
  return { fields, conflicts };
}
