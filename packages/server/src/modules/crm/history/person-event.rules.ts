import { clientFields } from '@causeway/shared/forms/client';
import { contactFields } from '@causeway/shared/forms/contact';
import { opportunityFields } from '@causeway/shared/forms/opportunity';
import { productFields } from '@causeway/shared/forms/product';
import type { EntityType } from '@causeway/shared/vocabulary';
import { Decimal } from 'decimal.js';
import type { Id } from '../../../platform/ids.ts';
import { plain } from '../../../platform/is-same.ts';
import type { NewAuditEvent } from '../../audit/audit-event.rules.ts';
import { diffFields, type FieldChange } from '../../audit/diff.ts';

/** What a person did to a record, as the service that did it knows it. */
export interface PersonChange {
  entity: EntityType;
  id: Id;
  name: string;
  /** The opportunity in whose history it stands as well. */
  opportunityId?: Id;
  kind: 'created' | 'updated' | 'won' | 'lost' | 'reopened' | 'deleted';
  /** The values before; none for a new record. */
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  /** What the fields do not tell, as a sentence: `Quote "Network" accepted.` */
  note?: string;
}

/** Names of the records that changed fields point to, by ID. */
export type ReferenceNames = ReadonlyMap<Id, string>;

/** Fields that hold the ID of another record, and what people call that record. */
const references: Record<string, string> = {
  clientId: 'client',
  contactId: 'contact',
  stageId: 'stage',
  ownerId: 'owner',
  taxRegionId: 'taxRegion',
};

const amounts = new Set([
  'quantity',
  'price',
  'cost',
  'recurringPrice',
  'recurringCost',
  'discountPercent',
  'discountAmount',
]);

/** The IDs whose names `personEvent` needs. */
export function referencesIn({ before = {}, after = {} }: Pick<PersonChange, 'before' | 'after'>): Id[] {
  return diffFields(before, after)
    .filter(({ field }) => field in references)
    .flatMap(({ from, to }) => [from, to])
    .filter((id): id is Id => typeof id === 'string');
}

/** The row of the log that tells of it, or null where nothing changed. */
export function personEvent(change: PersonChange, actor: string, names: ReferenceNames): NewAuditEvent | null {
  const changes = change.kind === 'created' ? [] : fieldChanges(change, names);
  const description = sentenceOf(change, changes);
  if (!description) return null;
  return {
    entity: change.entity,
    operation: change.kind === 'created' ? 'create' : 'update',
    status: 'info',
    name: change.name,
    localId: change.id,
    opportunityId: change.opportunityId ?? null,
    description,
    actor,
    changes,
  };
}

/** The fields that a person edited, in the words of the form. */
export const editedFields = (change: PersonChange): string[] =>
  change.kind === 'updated' ? editedWords(change, fieldChanges(change, new Map())) : [];

function fieldChanges({ before = {}, after = {} }: PersonChange, names: ReferenceNames): FieldChange[] {
  return diffAmounts(flat(before), flat(after, before)).map(({ field, from, to }) => {
    const reference = references[field];
    return reference ? { field: reference, from: nameOf(from, names), to: nameOf(to, names) } : { field, from, to };
  });
}

const diffAmounts = (before: Record<string, unknown>, after: Record<string, unknown>): FieldChange[] =>
  diffFields(before, after).filter(({ field, from, to }) => !(amounts.has(field) && sameAmount(from, to)));

/** Whether two lists of lines hold the same, whichever way their amounts are written. */
export function sameLines(a: readonly object[], b: readonly object[]): boolean {
  return a.length === b.length && a.every((line, index) => diffAmounts({ ...line }, { ...b[index] }).length === 0);
}

/** The workspace's own fields beside the others, by their names; those that hold nothing any more are not kept, and were emptied. */
function flat({ customValues, ...fields }: Record<string, unknown>, before: Record<string, unknown> = {}) {
  if (typeof customValues !== 'object' || customValues === null) return fields;
  const emptied = Object.keys(before.customValues ?? {}).filter((name) => !(name in customValues));
  return { ...fields, ...customValues, ...Object.fromEntries(emptied.map((name) => [name, null])) };
}

const sameAmount = (a: unknown, b: unknown): boolean =>
  typeof a === 'string' && typeof b === 'string' && new Decimal(a).eq(b);

/** A record that is gone has no name any more: its ID then says that there was one. */
const nameOf = (id: unknown, names: ReferenceNames): unknown =>
  typeof id === 'string' ? (names.get(id.toLowerCase()) ?? id) : plain(id);

/** Fields that have a sentence of their own. */
const toldApart = new Set(['stage', 'wonAt', 'lostAt']);

const closings = { won: 'Marked as won', lost: 'Marked as lost', reopened: 'Reopened' } as const;

/** What people called the workspace's own fields stays as they wrote it. */
const ownFields = ({ before, after }: PersonChange): ReadonlySet<string> =>
  new Set([before, after].flatMap((values) => Object.keys(values?.customValues ?? {})));

function editedWords(change: PersonChange, changes: readonly FieldChange[]): string[] {
  const own = ownFields(change);
  return changes
    .filter(({ field }) => !toldApart.has(field))
    .map(({ field }) => (own.has(field) ? field : wordsOf(change.entity, field)));
}

function sentenceOf(change: PersonChange, changes: readonly FieldChange[]): string | null {
  const { kind, note } = change;
  if (kind === 'created') return joined(['Created in the CRM.', note]);
  if (kind === 'deleted') return joined(['Deleted.', note]);
  const stage = changes.find(({ field }) => field === 'stage');
  const way = stage ? `from "${stage.from}" to "${stage.to}"` : '';
  const edited = editedWords(change, changes);
  return joined([
    kind !== 'updated' ? `${closings[kind]}${way && `, ${way}`}.` : way && `Moved ${way}.`,
    edited.length > 0 && `Edited: ${edited.join(', ')}.`,
    note,
  ]);
}

const joined = (sentences: readonly (string | false | undefined)[]): string | null =>
  sentences.filter(Boolean).join(' ') || null;

const forms: Partial<Record<EntityType, Readonly<Record<string, { label: string }>>>> = {
  company: clientFields,
  contact: contactFields,
  opportunity: opportunityFields,
  product: productFields,
};

/** As the form calls it; what stands on none by its name: "validUntil" → "valid until". */
function wordsOf(entity: EntityType, field: string): string {
  const label = forms[entity]?.[field]?.label;
  if (label) return /^[A-Z]{2}/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
  return field
    .replace(/([a-z])([A-Z\d])/g, '$1 $2')
    .replace(/^is /, '')
    .toLowerCase();
}
