import type { Owner } from '@causeway/shared/forms/configuration/options';
import { isSame } from '../../../platform/is-same.ts';
import type { Fields, FieldValue } from '../records/entity-sync.ts';
import { customFieldKey } from '../records/fields/custom-field.ts';
import { isAgreedThere } from './base.rules.ts';
import { type ListEntry, mergeLists } from './merge-lists.rules.ts';

export interface Conflict {
  field: string;
  crm: FieldValue;
  connectwise: FieldValue;
  /** Whose value stands; `ask`: each side keeps its own until a person has decided. */
  kept: Owner | 'ask';
  /** Nothing was agreed on before, so that nobody knows which of the two was edited. */
  isFirst?: true;
  /** An extension that was edited here, and gave way with the number that it stood with: ConnectWise has another one. */
  isOfNumber?: true;
}

export interface Merged {
  fields: Fields;
  conflicts: Conflict[];
}

/**
 * Three-way merge, field by field, the same for a pull and a push: what only one side changed since `base` is taken from that side; where both
 * changed, the owner's value stands and both are reported (reading A18). Without a base (two records that were just matched) the owner's value stands
 * where there is one, else the other's. So it does where a field was never agreed on (it is new, or goes another way from now on); two values are
 * reported then, since one of them may be an edit. A custom box that one side has checked stays checked: the other may never have looked at its own.
 * Fields that `asks` names wait for a person: each side keeps its value. Lists of which `keyOf` tells the entries apart are merged entry by entry.
 */
export function mergeFields(
  base: Record<string, unknown> | null,
  local: Fields,
  remote: Fields,
  owner: Owner | ((field: string) => Owner),
  asks: (field: string) => boolean = () => false,
  keyOf: (field: string) => string | undefined = () => undefined,
): Merged {
  const fields: Record<string, FieldValue> = {};
  const conflicts: Conflict[] = [];
  const ownerOf = typeof owner === 'function' ? owner : () => owner;
  const settle = (field: string, ours: FieldValue, theirs: FieldValue, first: Pick<Conflict, 'isFirst'> = {}) => {
    const kept = asks(field) ? 'ask' : ownerOf(field);
    fields[field] = kept === 'connectwise' ? theirs : ours;
    conflicts.push({ field, crm: ours, connectwise: theirs, kept, ...first });
  };
  for (const [field, theirs] of Object.entries(remote)) {
    const ours = local[field] ?? null;
    const wins = ownerOf(field);
    if (isSame(ours, theirs)) fields[field] = ours;
    else if (!(base && field in base) && isBox(field, ours, theirs)) fields[field] = true;
    else if (base === null || (!(field in base) && (isEmpty(ours) || isEmpty(theirs))))
      fields[field] = wins === 'connectwise' ? (theirs ?? ours) : (ours ?? theirs);
    else if (!(field in base)) settle(field, ours, theirs, { isFirst: true });
    else if (isAgreedThere(base, field, theirs)) fields[field] = ours;
    else if (isSame(ours, base[field])) fields[field] = theirs;
    else {
      const list = asks(field) ? null : mergedList(keyOf(field), { base: base[field], ours, theirs }, wins);
      if (list?.contested) settle(field, list.contested.crm, list.contested.connectwise);
      else if (list) fields[field] = list.merged;
      else settle(field, ours, theirs);
    }
  }
  return { fields, conflicts };
}

function mergedList(
  key: string | undefined,
  { base, ours, theirs }: { base: unknown; ours: FieldValue; theirs: FieldValue },
  owner: Owner,
) {
  if (key === undefined || !isList(base) || !isList(ours) || !isList(theirs)) return null;
  return mergeLists(key, { base, ours, theirs }, owner);
}

export const isList = (value: unknown): value is readonly ListEntry[] => Array.isArray(value);

const isEmpty = (value: FieldValue): boolean =>
  value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0);

const isBox = (field: string, ours: FieldValue, theirs: FieldValue): boolean =>
  field.startsWith(customFieldKey('')) && (ours === true || theirs === true) && isEmpty(ours) !== isEmpty(theirs);
