import { capitalized } from '../http/api-error.ts';
import { fieldTable } from '../model/field-table.ts';
import type { Stored } from '../model/stored.ts';
import type { Table } from '../store/table.ts';
import type { Coercion } from './coercion.ts';
import { type JsonPath, slashed } from './json-path.ts';

/** A site named by text: rules find it within the company (`"site":{"name":"Main"}`). */
export interface NamedReference {
  readonly $name: string;
}

export function isNamed(value: unknown): value is NamedReference {
  return typeof value === 'object' && value !== null && '$name' in value;
}

/** The id that a reference object stands for; by id (number or text), or by the row's unique text. */
export function coerceReference(
  coercer: Coercion,
  target: string,
  value: unknown,
  path: JsonPath,
): number | NamedReference | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) throw coercer.conversion(`${target} reference`, value, path);
  const { store } = coercer.context;
  const table = store.table(target);
  const reference = value as Readonly<Record<string, unknown>>;
  const labels = Object.keys(table.definition.label({ id: 0 } as Stored));
  for (const key of Object.keys(reference)) {
    if (key === 'id' || key === '_info' || key === 'name' || key === 'identifier' || labels.includes(key)) continue;
    if (
      table.definition.keys.includes(key) ||
      key === 'dailyCapacity' ||
      key === 'coreEntityId' ||
      key === 'serializedFlag'
    )
      continue;
    throw coercer.unknownMember(fieldTable(`${table.definition.schema}Reference`, ''), key, [...path, key]);
  }
  const id = reference.id === undefined || reference.id === null ? 0 : Number(reference.id);
  if (id !== 0) return byId(coercer, table, id, path);
  const found = byKey(table, reference);
  if (found !== undefined) return found;
  const text = reference.identifier ?? reference.name;
  if (text === undefined || text === null || text === '') return undefined;
  if (target === 'sites') return { $name: String(text) };
  coercer.context.problem(
    'NotFound',
    `${capitalized(table.definition.resource)} ${String(text).slice(0, 100)} not found`,
    slashed(path),
  );
  return undefined;
}

function byId(coercer: Coercion, table: Table, id: number, path: JsonPath): number | undefined {
  const row = Number.isInteger(id) ? table.get(id) : undefined;
  if (row && !(coercer.context.readings.refuseInactiveReferences && row.inactiveFlag === true)) return id;
  const why = row ? 'is inactive' : 'not found';
  coercer.context.problem('NotFound', `${capitalized(table.definition.resource)} ${id} ${why}`, `${slashed(path)}/id`);
  return undefined;
}

/** Keys that a reference shows under another name. */
const SHOWN_AS: Readonly<Record<string, string>> = { description: 'name', countryCode: 'identifier' };

function byKey(table: Table, reference: Readonly<Record<string, unknown>>): number | undefined {
  for (const key of table.definition.keys) {
    const wanted = reference[key] ?? reference[SHOWN_AS[key] ?? ''];
    if (typeof wanted !== 'string' || wanted === '' || table.definition.name === 'sites') continue;
    if (table.isUnique(key)) {
      const holder = table.holder(key, wanted);
      if (holder !== undefined) return holder;
      continue;
    }
    for (const row of table.all()) {
      if (String(row[key] ?? '').toLowerCase() === wanted.toLowerCase()) return row.id;
    }
  }
  return undefined;
}
