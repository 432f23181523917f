import type { Tx } from '../../platform/database/database.ts';
import { AppError, refuse } from '../../platform/errors.ts';
import type { Connections } from './connection.ports.ts';
import type { ConnectionRecord } from './connection-record.ts';

/** The connection, or a problem that says why nothing can be read through it now. */
export async function usableConnection(connections: Connections, tx: Tx): Promise<ConnectionRecord> {
  try {
    return await connections.requireUsable(tx);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_connected') return refuse('not_connected', error.message);
    throw error;
  }
}
