import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';

export interface WorkspaceRow {
  id: Id;
  name: string;
  timeZone: string;
  currency: string;
}

/** All workspaces of the installation, oldest first. */
export const allWorkspaces = (tx: Tx): Promise<WorkspaceRow[]> =>
  tx.query<WorkspaceRow>('select id, name, time_zone as "timeZone", currency from system_workspaces()');

export async function addWorkspace(tx: Tx, workspace: Omit<WorkspaceRow, 'id'>): Promise<Id> {
  const [row] = await tx.query<{ id: Id }>('select system_add_workspace($1, $2, $3) as id', [
    workspace.name,
    workspace.timeZone,
    workspace.currency,
  ]);
  if (!row) throw new Error('The workspace was not made.');
  return row.id;
}

/** From here on the transaction reads and writes in this workspace. */
export async function enterWorkspace(tx: Tx, id: Id): Promise<void> {
  await tx.query(`select set_config('app.workspace_id', $1, true)`, [id]);
}

/** Adds pipeline stages in their order. */
export async function addStages(
  tx: Tx,
  stages: readonly { name: string; kind: 'open' | 'won' | 'lost' }[],
): Promise<void> {
  await tx.query(
    `insert into pipeline_stage (name, kind, position)
     select s.name, s.kind, s.position from rows from (jsonb_to_recordset($1::jsonb) as (name text, kind text)) with ordinality s(name, kind, position)`,
    [JSON.stringify(stages)],
  );
}
