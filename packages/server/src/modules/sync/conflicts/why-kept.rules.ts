import type { EntitySync } from '../records/entity-sync.ts';
import type { Conflict } from './merge.rules.ts';

/** Why the value of a side stands, as a sentence. */
export function whyKept(
  { fields, words }: Pick<EntitySync, 'fields' | 'words'>,
  field: string,
  kept: Conflict['kept'],
): string {
  const entry = fields[field];
  if (kept === 'ask') return 'The settings want a person to decide about this field.';
  const side = kept === 'crm' ? 'the CRM' : 'ConnectWise';
  if (entry?.owner) return `The settings name ${side} as the owner of this field.`;
  return `The settings name ${side} as the owner of ${words.many}.`;
}
