import type { Database } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';

export interface DuePull {
  workspaceId: Id;
  connectionId: Id;
}

/** Connections of all workspaces whose pull is due, or whose run nobody is at. */
export const readDuePulls = (database: Pick<Database, 'acrossWorkspaces'>): Promise<DuePull[]> =>
  database.acrossWorkspaces((tx) =>
    tx.query<DuePull>(
      `select workspace_id as "workspaceId", connection_id as "connectionId" from system_due_pulls()
       union select workspace_id, connection_id from system_unfinished_runs()`,
    ),
  );
