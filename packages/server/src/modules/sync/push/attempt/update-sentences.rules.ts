import type { EntitySync } from '../../records/entity-sync.ts';
import type { NotSent } from '../../records/fields/derive.ts';
import { type AnyFieldTable, inWords, labelsOf, wordOf } from '../../records/fields/field-table.ts';
import type { UpdatePlan } from './update-plan.rules.ts';

/** What the audit log says of an update: what was sent, what was not and why, and what comes from the other side. */
export function updatedSentence(
  { fields, words }: Pick<EntitySync, 'fields' | 'words'>,
  name: string,
  plan: Pick<UpdatePlan, 'changes' | 'notSent' | 'toTake' | 'conflicts' | 'isEqual'>,
  { isLimited }: { isLimited: boolean },
): string {
  const { changes, notSent, toTake, conflicts, isEqual } = plan;
  const changed = [...new Set(changes.map((change) => wordOf(fields, change.field)))];
  const contested = conflicts.filter((one) => one.kept === 'connectwise').map((one) => one.field);
  const asked = conflicts.filter((one) => one.kept === 'ask').map((one) => one.field);
  const newer = toTake.filter((field) => !contested.includes(field));
  const what = `${words.local} "${name}"`;
  return [
    changed.length > 0
      ? `Updated ${inWords(changed)} of ${what} in ConnectWise.`
      : nothingSent(what, { isEqual, isLimited }),
    ...notSentSentences(fields, notSent),
    contested.length > 0
      ? `Both sides had changed ${labelsOf(fields, contested)}; the value of ConnectWise stands and comes with the next poll.`
      : '',
    asked.length > 0
      ? `Both sides had changed ${labelsOf(fields, asked)}; each keeps its value until somebody has decided on the page Links, Conflicts.`
      : '',
    newer.length > 0 ? `ConnectWise has a newer ${labelsOf(fields, newer)}, which the next poll takes in.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function nothingSent(what: string, { isEqual, isLimited }: { isEqual: boolean; isLimited: boolean }): string {
  if (isEqual) return `The ${what} is the same in ConnectWise already.`;
  if (isLimited) return `Nothing of ${what} had to be sent: by the sync mode only its stage and status go out.`;
  return `Nothing of ${what} was sent.`;
}

/** One sentence a reason, the fields of one reason together. */
export function notSentSentences(fields: AnyFieldTable, notSent: readonly NotSent[]): string[] {
  const byReason = Map.groupBy(notSent, ({ because }) => because);
  return [...byReason].map(
    ([because, all]) =>
      `Not sent: ${labelsOf(
        fields,
        all.map(({ field }) => field),
      )}, because ${because}.`,
  );
}
