import type { Schema } from './schema.ts';
import type { Tx } from './tx.ts';

type SealedColumnsOf<T extends keyof Schema & string> = `${T}.${Extract<keyof Schema[T], `${string}_sealed`>}`;

/** Every column that holds sealed secrets, as "table.column". */
export type SealedColumn = { [T in keyof Schema & string]: SealedColumnsOf<T> }[keyof Schema & string];

/** What a sealed value may be bound to beside its workspace, under the name of its column. */
export interface SealedRow {
  sealed: string;
  id: string;
}

const partsOf = (column: SealedColumn): [string, string] => {
  const dot = column.indexOf('.');
  return [column.slice(0, dot), column.slice(dot + 1)];
};

/** Values of a column, in the order of their text; `id` is what `idColumn` holds. */
export function sealedValues(
  tx: Tx,
  column: SealedColumn,
  { idColumn, after, limit }: { idColumn: string; after: string; limit: number },
): Promise<SealedRow[]> {
  const [table, name] = partsOf(column);
  return tx.query<SealedRow>(
    `select ${name} as sealed, ${idColumn}::text as id from ${table}
     where ${name} <> '' and ${name} collate "C" > $1 order by ${name} collate "C" limit $2`,
    [after, limit],
  );
}

/** Puts a value sealed anew in the place of the former; false when somebody changed it meanwhile. No two sealed values are the same. */
export async function replaceSealed(tx: Tx, column: SealedColumn, from: string, to: string): Promise<boolean> {
  const [table, name] = partsOf(column);
  return (await tx.query(`update ${table} set ${name} = $2 where ${name} = $1 returning 1`, [from, to])).length > 0;
}
