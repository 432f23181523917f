import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { currentTraceParent } from '../../../../platform/tracing/tracing.ts';
import type { Lacking } from '../../../integration/mapping/lacking.ts';
import { pendingAgain } from '../../pull/write/asked-pairs.queries.ts';
import type { PushedEntity } from './push-request.ts';

/**
 * Remembers that a record went out along with another one, and without what these lacked. One that is to be pushed anyway says so
 * itself.
 */
export async function noteLacking(
  tx: Tx,
  connectionId: Id,
  { entity, localId }: { entity: PushedEntity; localId: Id },
  kinds: readonly Lacking[],
): Promise<void> {
  await tx.query(
    `insert into push_request as r (connection_id, entity, local_id, reason, state, lacking, trace_parent)
     values ($1, $2, $3, 'updated', 'done', $4::text[], $5)
     on conflict (workspace_id, connection_id, entity, local_id) do update set
       lacking = (select array_agg(distinct kind) from unnest(coalesce(r.lacking, '{}') || excluded.lacking) as kind)
       where r.state = 'done'`,
    [connectionId, entity, localId, kinds, currentTraceParent()],
  );
}

/**
 * Makes pending what went out without something that one of these lacked (null: anything), as an edit: what had become of it by then is over. Answers those
 * requests. What is still on its way, and is past the step that lacked it, begins anew.
 */
export async function releaseLacking(tx: Tx, connectionId: Id, kinds: readonly Lacking[] | null) {
  await tx.query(
    `update push_request r set revision = r.revision + 1, updated_at = now()
     where connection_id = $1 and state in ('pending', 'running') and exists (
       select from push_step s where s.request_id = r.id and s.revision = r.revision and s.state = 'done'
         and case when $2::text[] is null then s.detail -> 'lacking' <> '[]' else jsonb_exists_any(s.detail -> 'lacking', $2::text[]) end)`,
    [connectionId, kinds],
  );
  return tx.query(
    `update push_request r set ${pendingAgain}, reason = 'updated', trace_parent = $3
     where connection_id = $1 and state = 'done' and lacking is not null and ($2::text[] is null or lacking && $2::text[]) returning id`,
    [connectionId, kinds, currentTraceParent()],
  );
}
