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

/** The same for several records of one kind. */
export type NewPushRequests = Omit<NewPushRequest, 'localId'> & { localIds: readonly Id[] };

/**
 * One row a record: a row that is just being pushed gets a new revision and goes again; a win is not forgotten by a later edit. What it cures from here
 * on is not the doing of who had asked for a retry before.
 */
export async function writeRequests(
  tx: Tx,
  { connectionId, entity, localIds, reason, actor }: NewPushRequests,
): Promise<void> {
  await tx.query(
    `with asked as (
       update sync_issue set detail = detail - 'retriedBy' where connection_id = $1 and entity = $2 and direction = 'out'
         and record_key = any(array(select 'local:' || k.id from unnest($3::uuid[]) k(id))) and state = 'open' and jsonb_exists(detail, 'retriedBy'))
     insert into push_request as r (connection_id, entity, local_id, reason, requested_by, trace_parent)
       select $1::uuid, $2::text, k.id, $4::text, $5::uuid, $6::text from unnest($3::uuid[]) k(id) order by k.id
       on conflict (workspace_id, connection_id, entity, local_id) do update set
         reason = case when r.reason = 'won' and r.state <> 'done' then 'won' else excluded.reason end,
         revision = r.revision + 1,
         state = case when r.state = 'running' then 'running' else 'pending' end,
         attempts = case when r.state = 'running' then r.attempts else 0 end,
         next_attempt_at = now(), requested_at = now(), requested_by = excluded.requested_by,
         trace_parent = excluded.trace_parent, updated_at = now()`,
    [connectionId, entity, localIds, reason, actor, currentTraceParent()],
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
