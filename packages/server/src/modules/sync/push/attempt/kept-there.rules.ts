import type { PatchOperation } from '../../../../connectwise/client/connectwise-client.ts';
import { isBlank } from '../../../../connectwise/wire/shape.ts';
import type { Fields } from '../../records/entity-sync.ts';
import { customEntriesOf, holdsEntry } from '../../records/fields/custom-field.ts';
import type { AnyFieldTable } from '../../records/fields/field-table.ts';
import { sameValue } from './patch-plan.rules.ts';

export interface Answered {
  table: AnyFieldTable;
  /** Fields that were to stand there as they do here. */
  sent: readonly string[];
  operations: readonly Pick<PatchOperation, 'op' | 'path' | 'value'>[];
  /** The record as it was, and as ConnectWise answered it. */
  before: object;
  after: object;
}

/**
 * Fields of which ConnectWise's own answer shows another value than the one that was sent: a rule of a workflow, or a right to the field, sets it back
 * without an error. Its own form of our value is none: a text that is cut, a day with a time, a number with its punctuation.
 */
export function keptThere({ table, sent, operations, before, after }: Answered): string[] {
  const kept = new Set<string>();
  for (const { op, path, value } of operations) {
    const of = fieldsOf(table, sent, path);
    const [property = '', place, part] = path.split('/');
    if (isBlank(after, property)) continue;
    if (property === 'customFields')
      for (const entry of customEntriesOf({ set: { customFields: value } })) {
        const field = sent.find((one) => isEntry(table, one, entry.id));
        if (field && !holdsEntry(after, entry)) kept.add(field);
      }
    else if (place === undefined) {
      const [was, is]: unknown[] = [Reflect.get(before, property), Reflect.get(after, property)];
      if (isOther({ wanted: op === 'remove' ? undefined : value, was, is })) for (const field of of) kept.add(field);
    } else if (property === 'communicationItems' && op === 'replace' && (part === 'value' || part === 'extension')) {
      const meant = itemsOf(before)[Number(place)];
      const item = itemsOf(after).find((one) => idOf(one) !== undefined && idOf(one) === idOf(meant));
      const [was, is]: unknown[] = [meant && Reflect.get(meant, part), item && Reflect.get(item, part)];
      if (item && isOther({ wanted: value, was, is }))
        for (const field of of) if (isPart(table, field, part)) kept.add(field);
    }
  }
  return [...kept];
}

/**
 * A new record was nothing before; its items are looked at as a pull reads them, beside the values that they were made of: the request names their
 * types by ID alone, which does not tell a mobile number from another one.
 */
export function keptOfNew(
  table: AnyFieldTable,
  { sent, body, local }: { sent: readonly string[]; body: object; local: Fields },
  after: object,
): string[] {
  const plain = Object.entries(body).filter(([path, value]) => path === 'customFields' || !Array.isArray(value));
  const operations = plain.map(([path, value]) => ({ op: 'replace' as const, path, value }));
  const items = sent.filter((field) => {
    const { place, in: way } = table[field] ?? {};
    if (place?.kind !== 'item' || !way || !('read' in way)) return false;
    const wanted = local[field];
    return !isNothing(wanted) && isOther({ wanted, was: null, is: way.read(after) });
  });
  return [...keptThere({ table, sent, operations, before: {}, after }), ...items];
}

const fieldsOf = (table: AnyFieldTable, sent: readonly string[], path: string): string[] =>
  sent.filter((field) => table[field]?.place.paths.some((one) => one === path.split('/')[0]));

function isEntry(table: AnyFieldTable, field: string, id: number): boolean {
  const place = table[field]?.place;
  return place?.kind === 'custom' && place.id === id;
}

function isPart(table: AnyFieldTable, field: string, part: string): boolean {
  const place = table[field]?.place;
  return place?.kind === 'item' && place.part === part;
}

function isOther({ wanted, was, is }: { wanted: unknown; was: unknown; is: unknown }): boolean {
  if (sameValue(wanted, is)) return false;
  if (sameValue(was, is)) return true;
  if (isNothing(wanted)) return false;
  return typeof wanted !== 'string' || typeof is !== 'string' ? !isNothing(is) : !isForm(wanted, is);
}

/** Whether one text is the other in another form. */
function isForm(one: string, other: string): boolean {
  const [a, b] = [plainOf(one), plainOf(other)];
  return a === '' || b === '' || a.includes(b) || b.includes(a);
}

const plainOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

const isNothing = (value: unknown): boolean => value === undefined || value === null || value === '';

const idOf = (item: object | undefined): unknown => item && Reflect.get(item, 'id');

function itemsOf(record: object): object[] {
  const items: unknown = Reflect.get(record, 'communicationItems');
  return Array.isArray(items) ? items.filter((one) => typeof one === 'object' && one !== null) : [];
}
