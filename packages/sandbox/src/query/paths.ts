import { badRequest } from '../http/api-error.ts';
import type { Field, FieldTable } from '../model/field-table.ts';
import type { RecordDefinition } from '../model/record.ts';
import type { Stored } from '../model/stored.ts';
import type { Store } from '../store/store.ts';

export type ValueType = 'text' | 'number' | 'bool' | 'date' | 'enum' | 'reference';

type Row = { readonly [field: string]: unknown };

/** How to read one path (`company/id`, `lastUpdated`) from a row. */
export interface Accessor {
  readonly type: ValueType;
  readonly values?: readonly string[];
  read(row: Row): unknown;
}

const META: Readonly<Record<string, { key: keyof Stored & string; type: ValueType }>> = {
  lastupdated: { key: '$updated', type: 'date' },
  dateentered: { key: '$entered', type: 'date' },
  updatedby: { key: '$updatedBy', type: 'text' },
  enteredby: { key: '$enteredBy', type: 'text' },
};

const NUMBER: Accessor = { type: 'number', read: (row) => row.id };

/** The accessor of a path on a record, or the 400 for names that cannot be filtered. */
export function accessor(store: Store, definition: RecordDefinition, path: string): Accessor {
  const found = resolve(store, definition.table, path.toLowerCase().split('/'), true);
  if (!found) throw unknownName(path);
  return found;
}

/** The accessor of a path on one item of an array, for `childConditions`. */
export function itemAccessor(store: Store, table: FieldTable, segments: readonly string[]): Accessor | undefined {
  return resolve(store, table, segments, false);
}

/** The accessor of a property of a referenced row, given an id. */
export function referenceProperty(store: Store, target: string, property: string): Accessor | undefined {
  if (property === 'id') return { type: 'number', read: (row) => row.id };
  const table = store.table(target);
  const names = Object.keys(table.definition.label({ id: 0 } as Stored));
  const key = names.find((name) => name.toLowerCase() === property);
  if (!key) return undefined;
  return {
    type: 'text',
    read: (row) => {
      const target = typeof row.id === 'number' ? table.get(row.id) : undefined;
      return target ? table.definition.label(target)[key] : undefined;
    },
  };
}

export function unknownName(path: string) {
  return badRequest('ApiFindCondition', `${path.slice(0, 200)} is not a recognized name.`);
}

function resolve(store: Store, table: FieldTable, segments: readonly string[], top: boolean): Accessor | undefined {
  const [first = '', second, ...more] = segments;
  if (first === 'id' && second === undefined) return NUMBER;
  const field = table.byLowerName.get(first);
  if (!field || field.writeOnly) return top && second === undefined ? meta(first) : undefined;
  if (field.kind === 'object') {
    const inner = field.table && second !== undefined && resolve(store, field.table, [second, ...more], false);
    return inner ? { ...inner, read: (row) => inner.read((row[field.name] as Row | undefined) ?? {}) } : undefined;
  }
  if (field.kind === 'reference') {
    if (second === undefined) return { type: 'reference', read: (row) => row[field.name] };
    if (more.length > 0) return undefined;
    const property = referenceProperty(store, field.target ?? '', second);
    if (!property) return undefined;
    if (second === 'id') return { type: 'number', read: (row) => row[field.name] };
    return { type: property.type, read: (row) => property.read({ id: row[field.name] }) };
  }
  return second === undefined ? plain(field) : undefined;
}

function meta(name: string): Accessor | undefined {
  const found = META[name];
  return found && { type: found.type, read: (row) => row[found.key] };
}

const TYPES: Partial<Record<Field['kind'], ValueType>> = {
  text: 'text',
  uuid: 'text',
  any: 'text',
  int: 'number',
  number: 'number',
  bool: 'bool',
  date: 'date',
  datetime: 'date',
  enum: 'enum',
};

function plain(field: Field): Accessor | undefined {
  const type = TYPES[field.kind];
  if (!type) return undefined;
  const read = type === 'bool' ? (row: Row) => row[field.name] === true : (row: Row) => row[field.name];
  return { type, read, ...(field.values ? { values: field.values } : {}) };
}
