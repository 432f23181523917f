import { records } from '../model/registry.ts';
import type { Stored } from '../model/stored.ts';
import type { Store } from '../store/store.ts';

export interface UsageCount {
  readonly record: string;
  readonly field: string;
  readonly ids: readonly number[];
}

/** Where a set-up row is used: why DELETE answers 409 (§2.3). Small tables only; walks every table that refers to it. */
export function usagesOf(store: Store, target: string, row: Stored, limit = 1_000): UsageCount[] {
  const found: UsageCount[] = [];
  for (const definition of records.values()) {
    for (const field of definition.table.fields) {
      if (field.target !== target || definition.parent?.record === target) continue;
      const ids = rowsUsing(store, definition.name, field.name, row.id, limit);
      if (ids.length > 0) found.push({ record: definition.name, field: field.name, ids });
    }
  }
  return found;
}

function rowsUsing(store: Store, record: string, field: string, id: number, limit: number): number[] {
  const table = store.table(record);
  if (table.isIndexed(field)) return table.related(field, id).slice(0, limit);
  const ids: number[] = [];
  for (const row of table.all()) {
    const value = row[field];
    if (value === id || (Array.isArray(value) && value.includes(id))) ids.push(row.id);
    if (ids.length >= limit) break;
  }
  return ids;
}
