import type { FilledInWords } from '../../messages/filled-in.messages.ts';
import { askedAbout, type NotSentWords, theirsStands } from '../../messages/not-sent.messages.ts';
import { type KeptWords, named, updatedLinked } from '../../messages/push-description.messages.ts';
import type { EntitySync, Fields } from '../../records/entity-sync.ts';
import type { NotSent } from '../../records/fields/derive.ts';
import { type AnyFieldTable, toldChanges, wordOf } from '../../records/fields/field-table.ts';
import type { LeftOut } from '../outbox/left-out.rules.ts';
import type { UpdatePlan } from './update-plan.rules.ts';

/** What the audit log says of an update: what was sent, what was not and why, and what comes from the other side. */
export function updatedSentence(
  { fields, words }: Pick<EntitySync, 'fields' | 'words'>,
  name: string,
  plan: Pick<UpdatePlan, 'changes' | 'notSent' | 'toTake' | 'conflicts' | 'isEqual' | 'apart' | 'inOwnForm'>,
  {
    isLimited,
    hasLines,
    takesChanges,
    isUnfit,
    hasMoreThere,
    hasTold,
    nameTaken,
    excluded,
    parentSkipped,
    shown,
    filled,
    kept = [],
    apartWords,
  }: {
    isLimited: boolean;
    hasLines: boolean;
    takesChanges: boolean;
    isUnfit: boolean;
    hasMoreThere: boolean;
    hasTold: boolean;
    nameTaken: string | null;
    excluded: string | null;
    parentSkipped: string | null;
    shown: { here: Fields; there: Fields | null };
    filled: readonly FilledInWords[];
    kept?: readonly KeptWords[];
    apartWords?: readonly string[];
  },
): string {
  const { changes, notSent, toTake, conflicts, isEqual, apart, inOwnForm } = plan;
  const labels = (found: readonly string[]) => {
    const told = toldChanges(
      fields,
      found.map((field) => ({ field })),
    );
    return [...new Set(told.map(({ field }) => wordOf(fields, field)))];
  };
  const keptBy = (side: 'crm' | 'connectwise' | 'ask') =>
    conflicts.flatMap(({ kept, field, isOfNumber }) => (kept === side && !isOfNumber ? [field] : []));
  const contested = keptBy('connectwise');
  const sent = new Set(toldChanges(fields, changes).map(({ field }) => field));
  return updatedLinked(named(words.local, name), {
    changed: labels([...sent]),
    notSent: inLabels(fields, notSent),
    filled,
    contested: labels(contested),
    setBack: kept,
    kept: labels(keptBy('crm').filter((field) => sent.has(field))),
    asked: labels(keptBy('ask')),
    first: labels(conflicts.flatMap(({ field, isFirst }) => (isFirst ? [field] : []))),
    newer: labels(toTake.filter((field) => !contested.includes(field))),
    apart: apartWords ?? labels(apart),
    staysApart: labels(apart),
    inOwnForm: labels(inOwnForm),
    isEqual,
    isLimited,
    hasLines,
    takesChanges,
    isUnfit,
    hasMoreThere,
    hasTold,
    nameTaken,
    excluded,
    parentSkipped,
    besides: besidesOf(fields, [...sent], shown),
  });
}

/** The fields of here that an update did not bring there, in words: ConnectWise's value stands, a person is asked, or they are not sent. */
export const leftThere = (fields: AnyFieldTable, { conflicts, notSent, sent }: UpdatePlan): LeftOut[] => {
  const contested = conflicts.flatMap(({ kept, field, isOfNumber }) =>
    kept === 'crm' || isOfNumber ? [] : [{ field, because: kept === 'ask' ? askedAbout() : theirsStands() }],
  );
  return leftOutOf(
    fields,
    [...contested, ...notSent].filter(({ field }) => !sent.includes(field)),
  );
};

/** What is not sent of a record, with the way to the setting that keeps it here, where there is one. */
export const leftOutOf = (fields: AnyFieldTable, notSent: readonly NotSent[]): LeftOut[] =>
  toldChanges(fields, notSent).map(({ field, because }) => ({
    label: wordOf(fields, field),
    because,
    field,
    ...settingOf(fields, field),
  }));

function settingOf(fields: AnyFieldTable, field: string): Pick<LeftOut, 'setting'> {
  if (field === 'taxRegion') return { setting: 'taxes' };
  if (field === 'stageId') return { setting: 'mapping' };
  return fields[field]?.direction ? { setting: 'scope' } : {};
}

/** Items of ConnectWise that stand where ours was sent: of several e-mail addresses it shows the default one. */
const besidesOf = (
  fields: AnyFieldTable,
  sent: readonly string[],
  { here, there }: { here: Fields; there: Fields | null },
): { label: string; value: string }[] =>
  sent.flatMap((field) => {
    const { place } = fields[field] ?? {};
    const value = there?.[field];
    const isOther = place?.kind === 'item' && place.part === 'value' && typeof value === 'string';
    return isOther && value !== here[field] ? [{ label: wordOf(fields, field), value }] : [];
  });

/** What was sent and ConnectWise keeps its own value of, with that value; those of `taken` come in. */
export const keptInWords = (
  fields: AnyFieldTable,
  kept: readonly string[],
  there: Fields | null,
  taken: readonly string[],
): KeptWords[] =>
  toldChanges(
    fields,
    kept.map((field) => ({ field })),
  ).map(({ field }) => ({
    label: wordOf(fields, field),
    value: fields[field]?.type === 'uuid' ? null : (there?.[field] ?? null),
    isTaken: taken.includes(field),
  }));

/** What is not sent, with the fields as people see them. */
export const inLabels = (fields: AnyFieldTable, notSent: readonly NotSent[]): NotSentWords[] =>
  notSent.map(({ field, because }) => ({ label: wordOf(fields, field), because }));
