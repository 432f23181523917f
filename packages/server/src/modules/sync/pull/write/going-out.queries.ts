import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { currentTraceParent } from '../../../../platform/tracing/tracing.ts';
import { modeCapabilities } from '../../../integration/configuration/mode.rules.ts';
import type { PulledEntity } from '../../../links/link.ts';
import type { PullContext } from '../context/pull-context.ts';
import type { Decided } from '../decide/decision.ts';
import { ASKED_BY_POLL, pendingAgain } from './asked-pairs.queries.ts';
import type { LinkUpdate } from './links.queries.ts';

/** Records whose values here are to be sent now, where the mode sends edits: their directions changed, or what they waited for came in. */
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
    `insert into push_request as r (connection_id, entity, local_id, reason, trace_parent)
     select $1::uuid, $2, k.id, 'updated', $4 from unnest($3::uuid[]) as k(id)
     on conflict (workspace_id, connection_id, entity, local_id) do update set
       reason = case when r.reason = 'won' and r.state <> 'done' then 'won' else excluded.reason end,
       revision = r.revision + 1, state = case when r.state = 'running' then 'running' else 'pending' end,
       attempts = case when r.state = 'running' then r.attempts else 0 end,
       next_attempt_at = now(), requested_at = now(), trace_parent = excluded.trace_parent, updated_at = now()`,
    [connectionId, entity, localIds, currentTraceParent()],
  );
}

/** Records whose broken links are mended by this page: ConnectWise has theirs again. */
export const mendedOf = (updates: readonly LinkUpdate[]): Id[] =>
  updates.flatMap(({ link, state }) => (link.state === 'broken' && state === 'linked' ? [link.localId] : []));

/** Lets the pushes go on that wait for these links, their own and those of records that need them. The sweep wakes a worker. */
export async function releaseMended(tx: Tx, connectionId: Id, localIds: readonly Id[]): Promise<void> {
  if (localIds.length === 0) return;
  await tx.query(
    `update push_request r set ${pendingAgain}
     where connection_id = $1 and state = 'parked' and last_code in ('link_broken', 'link_kept') and (waits_for = any($2::uuid[]) or local_id = any($2::uuid[]))`,
    [connectionId, localIds],
  );
}

/** Records that were linked or made just now: whoever asked which one they are has the answer. */
export function decidedOf(decided: readonly Decided[]): { localIds: Id[]; remoteIds: string[] } {
  const settled = decided.filter(({ decision }) => decision.kind === 'link' || decision.kind === 'create');
  return {
    localIds: settled.flatMap(({ decision }) => (decision.kind === 'link' ? [decision.localId] : [])),
    remoteIds: settled.map(({ parsed }) => parsed.remoteId),
  };
}

/** Lets the pushes go on that wait until somebody has decided about one of these; those that are not clear even so ask again. */
export async function releaseDecided(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  { localIds, remoteIds }: ReturnType<typeof decidedOf>,
): Promise<void> {
  if (remoteIds.length === 0) return;
  await tx.query(
    `update push_request r set ${pendingAgain}
     from (select i.entity, i.local_id, coalesce(i.detail ->> 'about', i.local_id::text) as about from sync_issue i
       where i.connection_id = $1 and i.direction = 'out' and i.code = 'match_needed' and (i.state = 'open' or i.detail @> ${ASKED_BY_POLL})) asked
     where r.connection_id = $1 and r.entity = asked.entity and r.local_id = asked.local_id and r.state = 'parked' and r.last_code = 'match_needed'
       and (asked.about = any($3::text[]) or exists (select from match_pair p
         where p.connection_id = $1 and p.entity = $2 and p.local_id::text = asked.about and p.remote_id = any($4::text[])))`,
    [connectionId, entity, localIds, remoteIds],
  );
}
