import type { Owner } from '@causeway/shared/forms/configuration/options';
import type { PatchOperation } from '../../../../connectwise/client/connectwise-client.ts';
import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import { isSame } from '../../../../platform/is-same.ts';
import type { FieldChange } from '../../../audit/diff.ts';
import { type Base, isAgreedThere, isHeldEdit, itemsOfBase } from '../../conflicts/base.rules.ts';
import { foreignExtensions } from '../../conflicts/foreign-extensions.rules.ts';
import type { Conflict } from '../../conflicts/merge.rules.ts';
import { mergeRecord } from '../../conflicts/merge-record.rules.ts';
import { defaultOfSettings } from '../../messages/filled-in.messages.ts';
import {
  editedUnderEarlierMode,
  extensionWithoutNumber,
  neverEmptiedHere,
  noCommunicationType,
  numberWasReplaced,
  onlyWhereEmptyThere,
} from '../../messages/not-sent.messages.ts';
import type { Fields, FieldValue } from '../../records/entity-sync.ts';
import { itemOperations, type WantedItem } from '../../records/fields/communication.ts';
import { customEntriesOf, holdsEntry } from '../../records/fields/custom-field.ts';
import { isNothing, type Lengths, type NotSent, notSentOf, writeField } from '../../records/fields/derive.ts';
import { isNotTakenIn, keepsValueThere } from '../../records/fields/directed-fields.ts';
import { type AnyFieldTable, type WriteContext, wordOf } from '../../records/fields/field-table.ts';
import { type FilledIn, filledBy, withoutTold } from '../../records/fields/filled-in.ts';
import { planPatch } from './patch-plan.rules.ts';
import { isFilledIn, touchedBy, withFilledIn } from './touched-fields.rules.ts';

export interface UpdateQuestion {
  table: AnyFieldTable;
  /** As both sides last agreed; null when that is not known. */
  base: Base | null;
  local: Fields;
  record: WireRecord;
  /** What the record says in the CRM's words, as far as it can be understood; null when nothing can. Of what is not in it only edits since the base go out. */
  remote: Fields | null;
  owner: Owner;
  context: WriteContext;
  /** Only these fields may go out, by the mode; all of them where it is left out. */
  only?: readonly string[];
  /** Properties that the record's own steps decide, e.g. the stage; compared with the record alone. */
  also?: Readonly<Record<string, unknown>>;
  /** Fields that the record's own steps decide. */
  apart?: readonly string[];
  /** Those of them that go out whoever owns them: an outcome that was entered here. */
  prevails?: readonly string[];
  /** What ConnectWise has said to take at most, by property. */
  lengths?: Lengths;
  /** What ConnectWise shows may be of our own sending: nobody else is taken for its author, and no person asked. */
  isOurs?: boolean;
}

type Sides = Pick<UpdateQuestion, 'table' | 'base' | 'local' | 'remote'>;

/** What goes out of a linked record, and what does not. */
export interface UpdatePlan {
  operations: PatchOperation[];
  changes: FieldChange[];
  /** Fields that ConnectWise shall hold as they stand here: those that are patched, and those that it has already in its own form. */
  sent: string[];
  notSent: NotSent[];
  /** What is sent in the place of what was emptied here. */
  filled: FilledIn[];
  /** Lists that ConnectWise keeps as records of their own, by field. */
  associations: string[];
  /** Fields in which ConnectWise's newer value stands; the next poll takes them in. */
  toTake: string[];
  conflicts: Conflict[];
  /** Fields that differ and that the record's own steps send. */
  apart: string[];
  /** Fields that were edited, and that ConnectWise shows in a form of its own already: cut, or standing in for ours. */
  inOwnForm: string[];
  /** Every field was compared, and both sides show the same. */
  isEqual: boolean;
}

/** The same merge as that of a pull decides field by field; what stands here and differs there goes out. */
export function planUpdate(question: UpdateQuestion): UpdatePlan {
  const { table, local, record, context } = question;
  const mine = mergedOf(question);
  const own = Object.keys(table).filter((field) => field in local && notTakenIn(table, field, local));
  const merged: Fields = {
    ...local,
    ...mine.fields,
    ...Object.fromEntries(own.map((field) => [field, local[field] ?? null])),
  };
  const plan: UpdatePlan = {
    operations: [],
    changes: [],
    sent: [],
    notSent: [],
    filled: [],
    associations: [],
    toTake: mine.toTake,
    conflicts: mine.conflicts,
    apart: [],
    inOwnForm: [],
    isEqual: mine.isEqual,
  };
  withoutClosed(plan, question);
  const ofNumber = plan.conflicts.filter(({ isOfNumber }) => isOfNumber);
  plan.notSent.push(...ofNumber.map(({ field }) => ({ field, because: numberWasReplaced() })));
  const wanted: Record<string, unknown> = {};
  const custom: CustomEntry[] = [];
  const items: { field: string; role: WantedItem['role']; part: 'value' | 'extension' }[] = [];
  for (const field of mine.edited) {
    const entry = table[field];
    if (!entry) continue;
    plan.isEqual = false;
    if (!question.only && isHeldEdit(question.base, field, local[field])) {
      plan.notSent.push({ field, because: editedUnderEarlierMode() });
      continue;
    }
    if (question.apart?.includes(field)) {
      plan.apart.push(field);
      continue;
    }
    if (question.only && !question.only.includes(field)) continue;
    const isEmpty = isNothing(local[field]) || local[field] === false;
    if (!entry.out.update && 'because' in entry.out) plan.notSent.push({ field, because: entry.out.because });
    else if (keepsThere(question, field)) plan.notSent.push({ field, because: neverEmptiedHere() });
    else if (entry.direction === 'out_if_empty' && !isNothing(question.remote?.[field]))
      plan.notSent.push({ field, because: onlyWhereEmptyThere() });
    else if (isEmpty && entry.out.clear !== 'remove') plan.notSent.push({ field, because: entry.out.clear.not });
    else if (entry.place.kind === 'item') items.push({ field, role: entry.place.role, part: entry.place.part });
    else if (entry.place.kind === 'associations') plan.associations.push(field);
    else {
      const written = writeField(entry, merged, context, { lengths: question.lengths ?? {} });
      if (!written) continue;
      if ('not' in written) plan.notSent.push(notSentOf(field, written));
      else {
        plan.filled.push(...withoutTold(plan.filled, filledBy(table, field, merged, written)));
        if (entry.place.kind === 'custom') custom.push(...customEntriesOf(written).map((one) => ({ ...one, field })));
        else Object.assign(wanted, written.set);
        plan.sent.push(field);
      }
    }
  }
  const patch = planPatch({ ...wanted, ...question.also }, record);
  const itemsBefore = planItems(plan, items, { ...question, merged });
  const others = planCustom(plan, custom, record);
  plan.operations.unshift(...patch.operations);
  const patched = new Set(patch.operations.map((operation) => operation.path));
  plan.filled = [...plan.filled.filter(({ path }) => patched.has(path)), ...defaultsIn(question, others)];
  const whole = touchedBy(table, patched, question.also);
  const filled = whole.filter((field) => isNothing(local[field]) && isFilledIn(plan, question, field));
  Object.assign(plan, withFilledIn(plan, filled));
  const touched = whole.filter(
    (field) => !plan.toTake.includes(field) && !plan.notSent.some((one) => one.field === field),
  );
  plan.sent = [...new Set([...plan.sent, ...touched])].filter((field) => field in local);
  if (patched.size > 0 || plan.operations.length > 0) plan.isEqual = false;
  else plan.inOwnForm = plan.sent.filter((field) => mine.edited.includes(field));
  plan.changes = changesOf(question, plan, patched, { wire: patch.changes, others, itemsBefore, filled });
  return plan;
}

const keepsThere = ({ table, base, local, remote }: Sides, field: string): boolean =>
  keepsValueThere(table[field], { base, ours: local[field], theirs: remote?.[field] }, field);

/** By the settings what ConnectWise has in it does not count here. */
const notTakenIn = (table: AnyFieldTable, field: string, local: Fields): boolean =>
  isNotTakenIn(table[field], local[field]);

/** A field that only comes in by the settings and was edited here: not sent, and ConnectWise has nothing newer. */
function withoutClosed(plan: UpdatePlan, { table, base, local }: UpdateQuestion): void {
  const closed = plan.toTake.flatMap((field): NotSent[] => {
    const entry = table[field];
    const isEdited = base && field in base ? !isSame(local[field], base[field]) : !isNothing(local[field]);
    if (!isEdited || !entry?.direction?.startsWith('in') || entry.out.update || !('because' in entry.out)) return [];
    return [{ field, because: entry.out.because }];
  });
  const isClosed = (field: string) => closed.some((one) => one.field === field);
  plan.notSent.push(...closed);
  plan.toTake = plan.toTake.filter((field) => !isClosed(field));
  plan.conflicts = plan.conflicts.filter(({ field }) => !isClosed(field));
}

function mergedOf(question: UpdateQuestion) {
  const { table, base, local, remote, owner, prevails = [], isOurs = false } = question;
  const foreign = foreignExtensions(table, base, remote ?? {});
  const isMerged = (field: string) => table[field] !== undefined && table[field].derived !== true;
  const isSaid = (field: string) => isMerged(field) && !foreign.includes(field);
  const theirs = Object.fromEntries(Object.entries(remote ?? {}).filter(([field]) => isSaid(field)));
  const merged = mergeRecord(table, { base, local, remote: theirs }, owner, isOurs ? 'all' : prevails);
  // Of a field that does not come in, ConnectWise's value stands nowhere but there.
  const conflicts = merged.conflicts.filter(({ field, kept }) => kept === 'crm' || !notTakenIn(table, field, local));
  const asked = new Set(conflicts.flatMap(({ field, kept }) => (kept === 'ask' ? [field] : [])));
  const edited: string[] = [];
  const toTake: string[] = [];
  // Never agreed on, and sent by no settings or empty here: worth a word where there is no other.
  const closed: string[] = [];
  let isEqual = remote !== null;
  for (const field of Object.keys(table)) {
    if (!isMerged(field) || !(field in local)) continue;
    const ours = local[field] ?? null;
    if (field in theirs) {
      if (isSame(ours, theirs[field])) continue;
      isEqual = false;
      if (asked.has(field)) continue;
      const direction = table[field]?.direction;
      // Only out: the CRM's value is the one that counts, whoever changed it; else only an edit of the CRM is worth a word.
      const isDue = direction === 'out' || (direction === 'out_if_empty' && isNothing(theirs[field]));
      if (notTakenIn(table, field, local)) {
        if (keepsThere(question, field)) closed.push(field);
        else if (isDue || (base && field in base && !isSame(ours, base[field]))) edited.push(field);
        else if (base && !(field in base) && !isNothing(ours)) closed.push(field);
        continue;
      }
      if (!isSame(merged.fields[field], ours)) toTake.push(field);
      else if (base === null ? !isNothing(ours) : !isSame(ours, base[field])) edited.push(field);
    } else {
      // What ConnectWise has in a custom field that does not fit any more is not known.
      if (table[field]?.place.kind === 'custom' || !isSame(ours, remote?.[field] ?? ours)) isEqual = false;
      if (base && field in base ? !isSame(ours, base[field]) : !isNothing(ours)) edited.push(field);
    }
  }
  if (base === null && !isOurs) conflicts.push(...ownOnEachSide({ local, remote: theirs }, { toTake, edited }));
  const due = [...edited, ...saidAgain(question, { edited, toTake })];
  return { ...merged, conflicts, edited: due.length + toTake.length > 0 ? due : closed, toTake, isEqual };
}

/** Of two records that were only just matched: fields in which each side has a value of its own, one of which gives way. */
const ownOnEachSide = (
  { local, remote }: { local: Fields; remote: Fields },
  { toTake, edited }: { toTake: readonly string[]; edited: readonly string[] },
): Conflict[] =>
  [...toTake, ...edited].flatMap((field): Conflict[] => {
    const [crm, connectwise] = [local[field] ?? null, remote[field] ?? null];
    if (isNothing(crm) || isNothing(connectwise)) return [];
    return [{ field, crm, connectwise, kept: toTake.includes(field) ? 'connectwise' : 'crm', isFirst: true }];
  });

/** Fields of which ConnectWise's record said nothing so far and does from this update on: what it kept meanwhile is nobody's edit. */
const saidAgain = (
  { table, local, remote }: Sides,
  { edited, toTake }: { edited: readonly string[]; toTake: readonly string[] },
): string[] =>
  Object.entries(table).flatMap(([field, { saidWhile }]) => {
    if (!saidWhile || !(field in local) || edited.includes(field) || toTake.includes(field)) return [];
    const isSaidAnew =
      edited.includes(saidWhile.field) &&
      table[saidWhile.field]?.out.update === true &&
      isSame(local[saidWhile.field], saidWhile.is) &&
      !isSame(remote?.[saidWhile.field], saidWhile.is);
    return isSaidAnew ? [field] : [];
  });

/** Answers what the items that are written hold, by field. */
function planItems(
  plan: UpdatePlan,
  items: readonly { field: string; role: WantedItem['role']; part: 'value' | 'extension' }[],
  { base, local, merged, record, context, table }: UpdateQuestion & { merged: Fields },
): Fields {
  if (items.length === 0) return {};
  const byRole = new Map<WantedItem['role'], WantedItem>();
  for (const { role, part, field } of items) {
    const text = local[field];
    const wanted = byRole.get(role) ?? { role };
    byRole.set(role, { ...wanted, [part]: typeof text === 'string' && text.trim() ? text.trim() : null });
  }
  // A number that is sent has its extension with it, whichever of the two was edited; one that came there meanwhile stays.
  for (const [field, { place, out }] of Object.entries(table)) {
    const wanted = place.kind === 'item' && out.update ? byRole.get(place.role) : undefined;
    if (!wanted || place.kind !== 'item' || place.part in wanted) continue;
    const text = merged[field];
    if (place.part === 'extension' && wanted.value && typeof text === 'string')
      byRole.set(place.role, { ...wanted, extension: text });
  }
  const made = itemOperations(record, [...byRole.values()], itemsRead(base, table), context.lists);
  plan.operations.push(...made.operations);
  for (const { field, role, part } of items)
    if (part === 'extension' && made.numberless.includes(role))
      plan.notSent.push({ field, because: extensionWithoutNumber() });
    else if (made.without.includes(role))
      plan.notSent.push({ field, because: noCommunicationType(), lacks: 'communication_type' });
    else plan.sent.push(field);
  return Object.fromEntries(items.map(({ field, role, part }) => [field, made.before[role]?.[part] ?? null]));
}

/** The IDs of the items that were read; null where both sides agreed that there is none. */
function itemsRead(base: Base | null, table: AnyFieldTable): Partial<Record<WantedItem['role'], number | null>> {
  const read: Partial<Record<WantedItem['role'], number | null>> = { ...itemsOfBase(base) };
  for (const [field, { place }] of Object.entries(table))
    if (base && place.kind === 'item' && place.part === 'value' && isNothing(base[field]))
      if (field in base || !(place.role in read)) read[place.role] = null;
  return read;
}

interface CustomEntry {
  field: string;
  id: number;
  value: unknown;
}

/** One patch for all custom fields that differ: entries that it does not name keep what they hold. Answers what is in it, by field. */
function planCustom(
  plan: UpdatePlan,
  wanted: readonly CustomEntry[],
  record: WireRecord,
): ReadonlyMap<string, CustomEntry> {
  const differing = wanted.filter((entry) => !holdsEntry(record, entry));
  if (differing.length > 0)
    plan.operations.push({
      op: 'replace',
      path: 'customFields',
      value: differing.map(({ id, value }) => ({ id, value })),
    });
  return new Map(differing.map((entry) => [entry.field, entry]));
}

/** Defaults of the settings that stand in for what was emptied here. */
const defaultsIn = ({ table, local }: UpdateQuestion, patched: ReadonlyMap<string, CustomEntry>): FilledIn[] =>
  [...patched.values()].flatMap(({ field, value }) =>
    isNothing(local[field]) && !isNothing(value)
      ? [{ path: 'customFields', word: wordOf(table, field), value, because: defaultOfSettings() }]
      : [],
  );

/** What a push has put there: the value of here, else the default that stands in for it. */
function valueSent(
  { table, local }: UpdateQuestion,
  patched: ReadonlyMap<string, CustomEntry>,
  field: string,
): FieldValue {
  const [ours, entry, way] = [local[field] ?? null, patched.get(field), table[field]?.in];
  if (!isNothing(ours) || !entry || !way || !('read' in way)) return ours;
  return way.read({ customFields: [{ id: entry.id, value: entry.value }] });
}

/** In the CRM's fields and values; what no field stands for (a tax code) as ConnectWise calls it. */
function changesOf(
  question: UpdateQuestion,
  plan: UpdatePlan,
  patched: ReadonlySet<string>,
  {
    wire,
    others,
    itemsBefore,
    filled,
  }: {
    wire: readonly FieldChange[];
    others: ReadonlyMap<string, CustomEntry>;
    itemsBefore: Fields;
    filled: readonly string[];
  },
): FieldChange[] {
  const { table, local, remote, base, also } = question;
  const shown = new Set<string>();
  const changes: FieldChange[] = [];
  for (const field of plan.sent) {
    const entry = table[field];
    if (!entry || entry.derived || filled.includes(field)) continue;
    const isItem = entry.place.kind === 'item';
    const isPatched = isItem
      ? plan.operations.length > patched.size + (others.size > 0 ? 1 : 0)
      : others.has(field) || entry.place.paths.some((path) => patched.has(path));
    if (!isPatched) continue;
    const own = wire.find((change) => entry.place.paths.includes(change.field));
    if (entry.saidWhile && own && !isSame(remote?.[entry.saidWhile.field], entry.saidWhile.is)) {
      for (const path of entry.place.paths) shown.add(path);
      changes.push({ field, from: own.from === null ? null : String(own.from), to: local[field] ?? null });
      continue;
    }
    if (isSame(remote?.[field], local[field])) continue;
    if (!isItem && entry.place.paths.every((path) => also && path in also)) continue;
    if (base && isSame(local[field], base[field]) && remote && isAgreedThere(base, field, remote[field])) continue;
    for (const path of entry.place.paths) shown.add(path);
    // IDs say nothing to people: ConnectWise's own name of the record stands for it.
    changes.push(
      entry.type === 'uuid' && own
        ? { field, from: own.from, to: own.to }
        : { field, from: (isItem ? itemsBefore : remote)?.[field] ?? null, to: valueSent(question, others, field) },
    );
  }
  return [...changes, ...wire.filter((change) => !shown.has(change.field))];
}
