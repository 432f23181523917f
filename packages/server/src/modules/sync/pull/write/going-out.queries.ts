import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { modeCapabilities } from '../../../integration/configuration/mode.rules.ts';
import type { PulledEntity } from '../../../links/link.ts';
import type { PullContext } from '../context/pull-context.ts';
import type { Decided } from '../decide/decision.ts';

/** Records whose values here are to be sent, after a change of directions, where the mode sends edits. */
export function goingOutOf({ configuration }: PullContext, decided: readonly Decided[]): Id[] {
  if (!modeCapabilities[configuration.mode].pushUpdate) return [];
  return decided.flatMap(({ decision }) =>
    (decision.kind === 'update' || decision.kind === 'seen') && decision.goingOut ? [decision.link.localId] : [],
  );
}

/** Asks for a push of each; one that waits already goes as it is. The sweep wakes a worker. */
export async function requestPushes(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  localIds: readonly Id[],
): Promise<void> {
  if (localIds.length === 0) return;
  await tx.query(
    `insert into push_request as r (connection_id, entity, local_id, reason)
     select $1::uuid, $2, k.id, 'updated' from unnest($3::uuid[]) as k(id)
     on conflict (workspace_id, connection_id, entity, local_id) do update set
       reason = case when r.reason = 'won' and r.state <> 'done' then 'won' else excluded.reason end,
       revision = r.revision + 1, state = case when r.state = 'running' then 'running' else 'pending' end,
       attempts = case when r.state = 'running' then r.attempts else 0 end,
       next_attempt_at = now(), requested_at = now(), updated_at = now()`,
    [connectionId, entity, localIds],
  );
}
