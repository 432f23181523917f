import type { ConnectionState } from '@causeway/shared/vocabulary';
import type { Database } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';

/** A connection of any workspace, for what looks after all of them. */
export interface AnyConnection {
  workspaceId: Id;
  id: Id;
  state: ConnectionState;
  /** When its lists were read last. */
  readAt: Date | null;
}

export const allConnections = (database: Pick<Database, 'acrossWorkspaces'>): Promise<AnyConnection[]> =>
  database.acrossWorkspaces((tx) =>
    tx.query<AnyConnection>(
      'select workspace_id as "workspaceId", connection_id as id, state, references_read_at as "readAt" from system_connections()',
    ),
  );
