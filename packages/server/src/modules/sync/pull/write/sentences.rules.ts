import type { Conflict } from '../../conflicts/merge.rules.ts';
import type { EntitySync } from '../../records/entity-sync.ts';

/** What the audit log says of a record that came, or did not come, from ConnectWise. */

export const createdSentence = ({ words }: EntitySync, name: string, remoteId: string): string =>
  `Created the ${words.local} "${name}" from ConnectWise ${words.remote} ${remoteId}.`;

export const linkedSentence = (
  { words }: EntitySync,
  name: string,
  remoteId: string,
  because: string,
  changed: number,
): string =>
  `Linked the ${words.local} "${name}" to ConnectWise ${words.remote} ${remoteId}: ${because}${changed > 0 ? ', and took in what differed' : ''}.`;

export function updatedSentence(
  { words }: EntitySync,
  name: string,
  remoteId: string,
  fields: readonly string[],
  conflicts: readonly Conflict[],
): string {
  const what =
    fields.length > 0
      ? `Updated the ${words.local} "${name}" from ConnectWise ${words.remote} ${remoteId}: ${fields.join(', ')}.`
      : '';
  const kept = (side: Conflict['kept'], owner: string) => {
    const names = conflicts.filter((c) => c.kept === side).map((c) => c.field);
    return names.length > 0 ? `Both sides had changed ${names.join(', ')}; the value of ${owner} stands.` : '';
  };
  return [what, kept('connectwise', 'ConnectWise'), kept('crm', 'the CRM')].filter(Boolean).join(' ');
}

export const modeSentence = ({ words }: EntitySync, name: string, remoteId: string): string =>
  `ConnectWise ${words.remote} ${remoteId} changed; by the sync mode the ${words.local} "${name}" keeps its own values.`;

export const skippedSentence = ({ words }: EntitySync, name: string, remoteId: string, reason: string): string =>
  `ConnectWise ${words.remote} ${remoteId} "${name}" stays out: ${reason.replace(/\.$/, '')}.`;

export const heldSentence = ({ words }: EntitySync, name: string, remoteId: string, reason: string): string =>
  `ConnectWise ${words.remote} ${remoteId} changed; the ${words.local} "${name}" keeps its own values: ${reason.replace(/\.$/, '')}.`;

export const failedSentence = ({ words }: EntitySync, name: string, remoteId: string, message: string): string =>
  `ConnectWise ${words.remote} ${remoteId} "${name}" could not come in. ${message}`;

export const brokenSentence = ({ words }: EntitySync, name: string, remoteId: string): string =>
  `ConnectWise ${words.remote} ${remoteId} was deleted or merged there. The ${words.local} "${name}" stays; their link is broken.`;
