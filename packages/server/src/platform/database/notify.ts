import type { Tx } from './database.ts';

/** Tells everybody who listens to the channel the workspace of this transaction, once it commits. */
export async function notifyAtCommit(tx: Tx, channel: string): Promise<void> {
  await tx.query('select pg_notify($1, $2)', [channel, tx.workspaceId]);
}
