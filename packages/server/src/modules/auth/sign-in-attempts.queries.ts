import type { Tx } from '../../platform/database/database.ts';

/** Removes counts whose quarter of an hour is over. */
export async function clearExpiredAttempts({ db }: Tx, nowMs: number): Promise<void> {
  await db.deleteFrom('sign_in_attempt').where('expire', '<', String(nowMs)).execute();
}
