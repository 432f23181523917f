import type { Tx } from '../../platform/database/database.ts';

/** Removes counts whose quarter of an hour is over. */
export async function clearExpiredAttempts(tx: Tx, nowMs: number): Promise<void> {
  await tx.query('delete from sign_in_attempt where expire < $1', [nowMs]);
}
