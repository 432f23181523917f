import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { currentTraceParent } from '../../../../platform/tracing/tracing.ts';
import type { PulledEntity } from '../../../links/link.ts';
import { pendingAgain } from '../../pull/write/asked-pairs.queries.ts';
import type { PushIssue } from './push-issue.ts';
import type { ClaimedPush } from './push-queue.queries.ts';

/**
 * A link that has to be mended stops every push that needs its record. It is one issue, of that record; the pushes wait for it (`waits_for`) and go on
 * once it is mended.
 */

/** Codes of issues that end when a person does something about a link. */
export const linkCauses: readonly string[] = ['link_broken', 'link_kept', 'never_synced'];

/** As a list within SQL. */
export const linkCausesSql = `('link_broken', 'link_kept', 'never_synced')`;

export const setWaitsFor = (tx: Tx, push: ClaimedPush, localId: Id | null): Promise<unknown> =>
  tx.query(`update push_request set waits_for = $2 where id = $1`, [push.id, localId]);

/** Makes pending what waits for the link of this record. */
export const releaseWaiting = (tx: Tx, { connectionId, localId }: Pick<PushIssue, 'connectionId' | 'localId'>) =>
  tx.query(
    `update push_request r set ${pendingAgain}, trace_parent = $3
     where connection_id = $1 and waits_for = $2 and state = 'parked' returning id`,
    [connectionId, localId, currentTraceParent()],
  );

export interface AwaitedLink {
  issueId: Id;
  entity: PulledEntity;
  remoteId: string | null;
  isBroken: boolean;
  /** The link has not been mended as far as that can be told. */
  stands: boolean;
  /** Another push waits for it, or its own. */
  isAwaited: boolean;
  /** A person has dismissed the issue of the removal itself. */
  isDismissed: boolean;
}

/** The open issue of a link for which pushes wait, and whether any do still; locked, so that the last two to go on do not each leave it to the other. */
export async function holdAwaitedLink(tx: Tx, connectionId: Id, localId: Id): Promise<AwaitedLink | null> {
  const [issue] = await tx.query<{ id: Id }>(
    `select id from sync_issue where connection_id = $1 and local_id = $2 and direction = 'out' and state = 'open' and code in ${linkCausesSql} for update`,
    [connectionId, localId],
  );
  if (!issue) return null;
  const [row] = await tx.query<AwaitedLink>(
    `select i.id as "issueId", i.entity, l.remote_id as "remoteId", coalesce(l.state = 'broken', false) as "isBroken",
       i.code <> 'link_broken' or coalesce(l.state = 'broken', false) as stands,
       exists (select from push_request r where r.connection_id = i.connection_id and r.state <> 'done'
         and (r.waits_for = i.local_id or (r.local_id = i.local_id and r.entity = i.entity and r.last_code in ${linkCausesSql}))) as "isAwaited",
       exists (select from sync_issue d where d.connection_id = i.connection_id and d.entity = i.entity and d.direction = 'in'
         and d.record_key = l.remote_id and d.code = 'remote_deleted' and d.state = 'dismissed') as "isDismissed"
     from sync_issue i left join entity_link l on l.connection_id = i.connection_id and l.entity = i.entity and l.local_id = i.local_id
     where i.id = $1`,
    [issue.id],
  );
  return row ?? null;
}

/** Ends the issue of a link for which nothing waits any more. `isCured`: a push went through, so that who asked for it last has settled it. */
export const endAwaited = (tx: Tx, issueId: Id, { resolution, isCured }: { resolution: string; isCured: boolean }) =>
  tx.query(
    `update sync_issue set state = 'resolved', resolution = $2, settled_by = case when $3 then detail ->> 'retriedBy' end, last_seen_at = now()
     where id = $1 and state = 'open'`,
    [issueId, resolution, isCured],
  );
