import type { Database, Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { currentTraceParent } from '../../../../platform/tracing/tracing.ts';
import type { PushedEntity, PushReason } from './push-request.ts';

export interface NewPushRequest {
  connectionId: Id;
  entity: PushedEntity;
  localId: Id;
  reason: PushReason;
  /** The user who caused it; null for tokens and the system. */
  actor: Id | null;
}

/**
 * One row a record: a row that is just being pushed gets a new revision and goes again; a win is not forgotten by a later edit. What it cures from here
 * on is not the doing of who had asked for a retry before.
 */
export async function writeRequest(
  tx: Tx,
  { connectionId, entity, localId, reason, actor }: NewPushRequest,
): Promise<void> {
  await tx.query(
    `with asked as (
       update sync_issue set detail = detail - 'retriedBy' where connection_id = $1 and entity = $2 and direction = 'out'
         and record_key = 'local:' || $3::uuid and state = 'open' and jsonb_exists(detail, 'retriedBy'))
     insert into push_request as r (connection_id, entity, local_id, reason, requested_by, trace_parent) values ($1, $2, $3, $4, $5, $6)
       on conflict (workspace_id, connection_id, entity, local_id) do update set
         reason = case when r.reason = 'won' and r.state <> 'done' then 'won' else excluded.reason end,
         revision = r.revision + 1,
         state = case when r.state = 'running' then 'running' else 'pending' end,
         attempts = case when r.state = 'running' then r.attempts else 0 end,
         next_attempt_at = now(), requested_at = now(), requested_by = excluded.requested_by,
         trace_parent = excluded.trace_parent, updated_at = now()`,
    [connectionId, entity, localId, reason, actor, currentTraceParent()],
  );
}

/** Connections of all workspaces with pushes that are due. */
export const readDuePushes = (
  database: Pick<Database, 'acrossWorkspaces'>,
): Promise<{ workspaceId: Id; connectionId: Id }[]> =>
  database.acrossWorkspaces((tx) =>
    tx.query<{ workspaceId: Id; connectionId: Id }>(
      'select workspace_id as "workspaceId", connection_id as "connectionId" from system_due_pushes()',
    ),
  );
