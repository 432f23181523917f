import type { Owner } from '@causeway/shared/forms/configuration/options';
import type { Lacking } from '../../../integration/mapping/lacking.ts';
import type { PulledEntity } from '../../../links/link.ts';
import { noCommunicationType, tooLong } from '../../messages/not-sent.messages.ts';
import { parentLost } from '../../messages/pull-problem.messages.ts';
import { RecordProblem } from '../record-problem.ts';
import { newItems, type WantedItem } from './communication.ts';
import { customEntriesOf } from './custom-field.ts';
import type { AnyField, AnyFieldTable, FieldValue, WriteContext, Written } from './field-table.ts';
import { type FilledIn, filledBy, withoutTold } from './filled-in.ts';
import { isNothing } from './is-nothing.ts';

export { isNothing } from './is-nothing.ts';

/** What follows from a field table. Nothing here names a field. */

type Values = Readonly<Record<string, FieldValue>>;

export const derivedFields = (table: AnyFieldTable): string[] =>
  Object.keys(table).filter((field) => table[field]?.derived === true);

/**
 * Whose value of a field stands when both sides changed it: the field's own owner, else the record's. An emptied value that ConnectWise cannot take
 * does not stand against a newer one from there.
 */
export const ownerIn =
  (table: AnyFieldTable, owner: Owner, local: Values) =>
  (field: string): Owner => {
    const entry = table[field];
    if (entry && entry.out.clear !== 'remove' && isNothing(local[field] ?? null)) return 'connectwise';
    return entry?.owner ?? owner;
  };

/** Whether a person is asked when both sides changed a field. */
export const asksIn =
  (table: AnyFieldTable) =>
  (field: string): boolean =>
    table[field]?.asks === true;

/** What tells the entries of a list apart, of lists that are merged entry by entry. */
export const entriesIn =
  (table: AnyFieldTable) =>
  (field: string): string | undefined =>
    table[field]?.entriesBy;

/** Another ConnectWise record that this one names. Without a required one the record cannot come in. */
export interface Reference {
  field: string;
  entity: PulledEntity;
  remoteId: string;
  required: boolean;
  /** What it is to the record, for sentences: `company`, `part`. */
  role: string;
}

/** Reads what the table reads; the keys come in the order of the table, so that equal drafts hash equal. */
export function reader<R extends object>(table: AnyFieldTable): (record: R) => Record<string, FieldValue> {
  const reads = Object.entries(table).flatMap(([field, { in: way }]) =>
    'read' in way ? [{ field, read: way.read }] : [],
  );
  // All drafts begin as a copy, so that they are objects of one shape.
  const blank: Record<string, FieldValue> = Object.fromEntries(reads.map(({ field }) => [field, null]));
  return (record) => {
    const draft = { ...blank };
    for (const { field, read } of reads) draft[field] = read(record);
    return draft;
  };
}

/** The records that a draft names. One that is excluded or skipped makes this one skipped too (reading A22), with the reason. */
export function referencesIn(table: AnyFieldTable): (draft: Values) => Reference[] {
  const fields = referenceFields(table);
  return (draft) =>
    fields.flatMap(({ field, to }) => {
      const remoteId = draft[field];
      return typeof remoteId === 'string' ? [{ field, entity: to, remoteId, required: true, role: to }] : [];
    });
}

/** Puts the CRM's IDs in the place of ConnectWise's. Throws RecordProblem when a required one is not named any more. */
export function resolveReferences(
  table: AnyFieldTable,
  word: string,
): (
  draft: Values,
  localIdOf: (entity: PulledEntity, remoteId: string) => string | undefined,
) => Record<string, FieldValue> {
  const fields = referenceFields(table);
  return (draft, localIdOf) => {
    const resolved: Record<string, FieldValue> = {};
    for (const { field, to, required } of fields) {
      const remoteId = draft[field];
      if (typeof remoteId !== 'string' && required) throw lostParent(to, word);
      resolved[field] = typeof remoteId === 'string' ? (localIdOf(to, remoteId) ?? null) : null;
    }
    return resolved;
  };
}

/** The fields that name another record. */
export function referenceFields(table: AnyFieldTable) {
  return Object.entries(table).flatMap(([field, { place }]) =>
    place.kind === 'reference' ? [{ field, to: place.to, required: place.required ?? false }] : [],
  );
}

/** A linked record may have lost its company in ConnectWise; a client it cannot do without. */
const lostParent = (to: PulledEntity, word: string): RecordProblem =>
  RecordProblem.of('company_missing', parentLost(to, word));

export interface CreateBody {
  body: Record<string, unknown>;
  notSent: NotSent[];
  /** What of the body nobody entered here. */
  filled: FilledIn[];
}

/** A value that was set or changed here and does not go out, with the end of the sentence "Not sent: label, because …". */
export interface NotSent {
  field: string;
  because: string;
  /** In what the value was looked for in vain. */
  lacks?: Lacking;
}

/** The same, as its field says it. */
export const notSentOf = (field: string, { not, lacks }: Extract<Written, { not: string }>): NotSent => ({
  field,
  because: not,
  ...(lacks ? { lacks } : {}),
});

/** The properties of a new record that the table can say. What is empty is left out. */
export function createBody(table: AnyFieldTable, values: object, context: WriteContext): CreateBody {
  const made: CreateBody = { body: {}, notSent: [], filled: [] };
  const custom: object[] = [];
  for (const [field, entry] of Object.entries(table)) {
    const isSet = !isNothing(Reflect.get(values, field));
    if (!entry.out.create) {
      if (isSet && 'because' in entry.out && !entry.derived) made.notSent.push({ field, because: entry.out.because });
      continue;
    }
    const written = writeField(entry, values, context, { isNew: true });
    if (!written) continue;
    made.filled.push(...withoutTold(made.filled, filledBy(table, field, values, written)));
    if (entry.place.kind === 'custom') {
      if (isSet) custom.push(...customEntriesOf(written));
    } else if ('set' in written)
      for (const [path, value] of Object.entries(written.set))
        if (value !== undefined && value !== null) made.body[path] = value;
    if ('not' in written && isSet) made.notSent.push(notSentOf(field, written));
  }
  if (custom.length > 0) made.body.customFields = custom;
  addItems(table, values, context, made);
  return made;
}

/** Values that live in items of a list. One without a type of its kind in ConnectWise has nowhere to go. */
function addItems(table: AnyFieldTable, values: object, { lists }: WriteContext, made: CreateBody): void {
  const wanted = new Map<WantedItem['role'], WantedItem>();
  const fieldOf = new Map<WantedItem['role'], string>();
  for (const [field, { place, out }] of Object.entries(table)) {
    // What the settings do not send was told already.
    if (place.kind !== 'item' || !out.create) continue;
    const value: unknown = Reflect.get(values, field);
    const text = typeof value === 'string' && value.trim() ? value.trim() : null;
    wanted.set(place.role, { ...(wanted.get(place.role) ?? { role: place.role }), [place.part]: text });
    if (place.part === 'value') fieldOf.set(place.role, field);
  }
  if (wanted.size === 0) return;
  const { items, without } = newItems([...wanted.values()], lists);
  made.body.communicationItems = items;
  for (const role of without)
    made.notSent.push({
      field: fieldOf.get(role) ?? role,
      because: noCommunicationType(),
      lacks: 'communication_type',
    });
}

/** The synced values of a row that was read with more. */
export const fieldsOfRow = (table: AnyFieldTable, row: object): Record<string, FieldValue> =>
  Object.fromEntries(
    Object.keys(table)
      .filter((field) => field in row)
      .map((field) => [field, Reflect.get(row, field)]),
  );

/**
 * How a field is written; null where the record's steps do it. A text that is too long is left out, so that the rest goes out; what a new record cannot
 * be without goes out as it is, and ConnectWise refuses it. `lengths`: what ConnectWise has said to take at most, by property.
 */
export function writeField(
  entry: AnyField,
  values: object,
  context: WriteContext,
  { isNew = false, lengths = {} }: { isNew?: boolean; lengths?: Lengths } = {},
): Written | null {
  const written = entry.write ? entry.write(values, context) : null;
  const { place } = entry;
  if (!written || 'not' in written || (isNew && place.kind === 'scalar' && place.required)) return written;
  for (const [path, value] of Object.entries(written.set)) {
    const max = lengths[path] ?? (place.kind === 'scalar' ? place.max : undefined);
    if (typeof value === 'string' && max !== undefined && value.length > max)
      return { not: tooLong({ length: value.length, max }) };
  }
  return written;
}

/** Longest texts that ConnectWise takes in properties of a record. */
export type Lengths = Readonly<Record<string, number>>;

/** Whether a push writes the record in several requests: what ConnectWise keeps as records of their own comes after the record. */
export const isWrittenInParts = (table: AnyFieldTable): boolean =>
  Object.values(table).some(({ place, entriesBy }) => place.kind === 'associations' || entriesBy !== undefined);
