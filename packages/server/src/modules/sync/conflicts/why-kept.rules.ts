import { followsNumber } from '../messages/conflict-description.messages.ts';
import { cannotBeEmptied, ownsField, ownsRecords, personIsAsked } from '../messages/link-action.messages.ts';
import type { EntitySync } from '../records/entity-sync.ts';
import { isNothing } from '../records/fields/derive.ts';
import type { Conflict } from './merge.rules.ts';

/** Why the value of a side stands, as a sentence. */
export function whyKept(
  { fields, words }: Pick<EntitySync, 'fields' | 'words'>,
  { field, kept, crm, isOfNumber }: Pick<Conflict, 'field' | 'kept' | 'crm' | 'isOfNumber'>,
): string {
  const entry = fields[field];
  if (kept === 'ask') return personIsAsked();
  if (isOfNumber) return followsNumber();
  const side = kept === 'crm' ? 'the CRM' : 'ConnectWise';
  if (kept === 'connectwise' && entry && isNothing(crm) && entry.out.clear !== 'remove')
    return cannotBeEmptied(entry.out.clear.not);
  if (entry?.owner) return ownsField(side);
  return ownsRecords(side, words.many);
}
