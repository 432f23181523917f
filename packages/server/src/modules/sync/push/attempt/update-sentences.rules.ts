import type { NotSentWords } from '../../messages/not-sent.messages.ts';
import { named, updatedLinked } from '../../messages/push-description.messages.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import type { NotSent } from '../../records/fields/derive.ts';
import { type AnyFieldTable, wordOf } from '../../records/fields/field-table.ts';
import type { UpdatePlan } from './update-plan.rules.ts';

/** What the audit log says of an update: what was sent, what was not and why, and what comes from the other side. */
export function updatedSentence(
  { fields, words }: Pick<EntitySync, 'fields' | 'words'>,
  name: string,
  plan: Pick<UpdatePlan, 'changes' | 'notSent' | 'toTake' | 'conflicts' | 'isEqual' | 'apart' | 'inOwnForm'>,
  { isLimited, takesChanges, isUnfit }: { isLimited: boolean; takesChanges: boolean; isUnfit: boolean },
): string {
  const { changes, notSent, toTake, conflicts, isEqual, apart, inOwnForm } = plan;
  const labels = (found: readonly string[]) => [...new Set(found.map((field) => wordOf(fields, field)))];
  const keptBy = (side: 'crm' | 'connectwise' | 'ask') =>
    conflicts.flatMap(({ kept, field }) => (kept === side ? [field] : []));
  const contested = keptBy('connectwise');
  const sent = new Set(changes.map(({ field }) => field));
  return updatedLinked(named(words.local, name), {
    changed: labels([...sent]),
    notSent: inLabels(fields, notSent),
    contested: labels(contested),
    kept: labels(keptBy('crm').filter((field) => sent.has(field))),
    asked: labels(keptBy('ask')),
    newer: labels(toTake.filter((field) => !contested.includes(field))),
    apart: labels(apart),
    inOwnForm: labels(inOwnForm),
    isEqual,
    isLimited,
    takesChanges,
    isUnfit,
  });
}

/** What is not sent, with the fields as people see them. */
export const inLabels = (fields: AnyFieldTable, notSent: readonly NotSent[]): NotSentWords[] =>
  notSent.map(({ field, because }) => ({ label: wordOf(fields, field), because }));
