import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';

/** Holds a row against other changes until the transaction ends; rows that refer to it may be added. False when it is not there. */
export async function holdRow(tx: Tx, table: string, id: Id): Promise<boolean> {
  const rows = await tx.query(`select 1 from ${table} where id = $1 for no key update`, [id]);
  return rows.length > 0;
}

/** The same for several rows, in the order of their IDs, so that two who hold the same ones wait for each other. */
export async function holdRows(tx: Tx, table: string, ids: readonly Id[]): Promise<void> {
  await tx.query(`select id from ${table} where id = any($1::uuid[]) order by id for no key update`, [ids]);
}

/** Those of the IDs that a table of this workspace has. */
export async function existingIds(tx: Tx, table: string, ids: readonly Id[]): Promise<Set<Id>> {
  const rows = await tx.query<{ id: Id }>(`select id from ${table} where id = any($1::uuid[])`, [ids]);
  return new Set(rows.map((row) => row.id));
}
