import type { Tx } from './database.ts';

/** The database's time, before ConnectWise is asked: what was synced later may be newer than the answer. */
export async function databaseTime(tx: Tx): Promise<Date> {
  const [row] = await tx.query<{ at: Date }>('select clock_timestamp() as at');
  return row?.at ?? new Date();
}
