import type { Stored } from '../model/stored.ts';
import type { Store } from '../store/store.ts';
import { compact } from '../write/write-context.ts';

/** When set-up rows of a seed were last touched. */
export const SET_UP_TIME = Date.UTC(2024, 0, 2, 10) / 1000;

interface Touch {
  readonly updated?: number;
  readonly by?: string;
  readonly entered?: number;
}

/** Puts a row as old data would stand: no rule runs, nobody is called back. References are ids. */
export function plant(
  store: Store,
  record: string,
  id: number,
  fields: Readonly<Record<string, unknown>>,
  touch: Touch = {},
): Stored {
  const updated = touch.updated ?? SET_UP_TIME;
  const by = touch.by ?? 'zadmin';
  const entered = touch.entered ?? updated;
  const row = {
    id,
    ...compact(fields),
    $updated: updated,
    $updatedBy: by,
    $entered: entered,
    $enteredBy: by,
  } as Stored;
  store.table(record).put(row);
  return row;
}

export function plantAll(
  store: Store,
  record: string,
  rows: Readonly<Record<number, Readonly<Record<string, unknown>>>>,
): void {
  for (const [id, fields] of Object.entries(rows)) plant(store, record, Number(id), fields);
}
