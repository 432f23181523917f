import { badRequest } from '../http/api-error.ts';
import type { RecordDefinition } from '../model/record.ts';
import type { Store } from '../store/store.ts';
import { type Accessor, accessor } from './paths.ts';

export interface SortKey {
  readonly field: Accessor;
  readonly direction: 1 | -1;
}

const MAX_KEYS = 10;

/** Reads `orderBy`: `name asc, contact/name desc`. */
export function parseOrderBy(store: Store, definition: RecordDefinition, text: string): SortKey[] {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length > MAX_KEYS) throw badRequest('ApiFindCondition', `orderBy takes at most ${MAX_KEYS} fields.`);
  return parts.map((part) => {
    const match = /^([\w/]+)(?:\s+(asc|desc))?$/i.exec(part);
    if (!match?.[1]) throw badRequest('ApiFindCondition', `${part.slice(0, 200)} is not a recognized name.`);
    return {
      field: accessor(store, definition, match[1]),
      direction: match[2]?.toLowerCase() === 'desc' ? -1 : 1,
    };
  });
}

export type KeyedRow = { readonly id: number; readonly keys: readonly (string | number | boolean | undefined)[] };

export function sortKeys(
  row: { readonly id: number; readonly [field: string]: unknown },
  order: readonly SortKey[],
): KeyedRow {
  return {
    id: row.id,
    keys: order.map(({ field }) => {
      const value = field.read(row);
      if (value === undefined || value === null) return undefined;
      return typeof value === 'string' ? value.toLowerCase() : (value as number | boolean);
    }),
  };
}

/** Empty values first, as SQL Server sorts them; equal rows by id. */
export function compareKeys(order: readonly SortKey[]): (a: KeyedRow, b: KeyedRow) => number {
  return (a, b) => {
    for (let at = 0; at < order.length; at += 1) {
      const left = a.keys[at];
      const right = b.keys[at];
      if (left === right) continue;
      const direction = order[at]?.direction ?? 1;
      if (left === undefined) return -direction;
      if (right === undefined) return direction;
      return left < right ? -direction : direction;
    }
    return a.id - b.id;
  };
}
