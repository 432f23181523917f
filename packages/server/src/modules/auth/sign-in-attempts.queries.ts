import type { Tx } from '../../platform/database/database.ts';

/** Removes counts whose quarter of an hour is over. */
export async function clearExpiredAttempts({ db }: Tx, nowMs: number): Promise<void> {
  await db.deleteFrom('sign_in_attempt').where('expire', '<', String(nowMs)).execute();
}

/** Removes counts whose key begins so. */
export async function clearAttemptsOf(tx: Tx, prefix: string): Promise<void> {
  await tx.query('delete from sign_in_attempt where starts_with(key, $1)', [prefix]);
}

/** Notes what may be used once until its time is over; false when it was used before. Two at the same moment: one. */
export async function useOnce({ db }: Tx, key: string, untilMs: number): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('sign_in_attempt')
    .values({ key, points: 1, expire: String(untilMs) })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}
