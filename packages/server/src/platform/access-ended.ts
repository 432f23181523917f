import type { Tx } from './database/database.ts';

/** The channel on which a commit that ended a session or a token names its workspace. */
export const ACCESS_CHANNEL = 'causeway_access';

/** Once the transaction commits, every API process asks again who holds the open sockets of this workspace. */
export const tellAccessEnded = async (tx: Tx): Promise<void> => {
  await tx.query('select pg_notify($1, $2)', [ACCESS_CHANNEL, tx.workspaceId]);
};
