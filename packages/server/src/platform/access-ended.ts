import type { Tx } from './database/database.ts';
import { notifyAtCommit } from './database/notify.ts';

/** The channel on which a commit that ended a session or a token names its workspace. */
export const ACCESS_CHANNEL = 'causeway_access';

/** Once the transaction commits, every API process asks again who holds the open sockets of this workspace. */
export const tellAccessEnded = (tx: Tx): Promise<void> => notifyAtCommit(tx, ACCESS_CHANNEL);
