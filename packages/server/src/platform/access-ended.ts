import type { Tx } from './database/database.ts';
import { notifyAtCommit } from './database/notify.ts';

/** The channel on which a commit that ended a session or a token, or took a right away, names its workspace. */
export const ACCESS_CHANNEL = 'causeway_access';

/** Once the transaction commits, every API process asks again who its callers and the holders of open sockets of this workspace are. */
export const tellAccessEnded = (tx: Tx): Promise<void> => notifyAtCommit(tx, ACCESS_CHANNEL);
