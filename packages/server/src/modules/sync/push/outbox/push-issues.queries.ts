import type { EntityType } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { currentTraceParent } from '../../../../platform/tracing/tracing.ts';
import type { PulledEntity } from '../../../links/link.ts';
import { issueToldTwice } from '../../messages/push-problem.messages.ts';
import { pendingAgain } from '../../pull/write/asked-pairs.queries.ts';
import type { AcceptedDifference } from './accepted-difference.queries.ts';
import { linkCausesSql } from './awaited-link.queries.ts';
import type { ParkedBecause, PushIssue } from './push-issue.ts';
import type { ClaimedPush } from './push-queue.queries.ts';

export interface ToldRemoval {
  entity: PulledEntity;
  localId: Id;
  remoteId: string;
}

/** Opens the issue of a push that waits for a person, or renews the open one. Where a poll asks the same, it is only kept, with why it is closed. */
export async function raiseIssue(
  tx: Tx,
  push: Pick<ClaimedPush, 'connectionId' | 'localId'> & { entity: EntityType },
  because: ParkedBecause,
  askedBy: string | null = null,
): Promise<void> {
  await tx.query(
    `insert into sync_issue as i (connection_id, entity, direction, code, message, advice, record_name, local_id, detail, state, resolution)
     values ($1, $2, 'out', $3, $4, $5, $6, $7, $8, case when $9::text is null then 'open' else 'resolved' end, $9)
     on conflict (workspace_id, connection_id, entity, direction, record_key) where state = 'open' do update set
       code = excluded.code, message = excluded.message, advice = excluded.advice, record_name = excluded.record_name, detail = excluded.detail,
       attempts = i.attempts + 1, last_seen_at = now(), next_retry_at = null`,
    [
      push.connectionId,
      push.entity,
      because.code,
      because.message,
      because.advice,
      because.recordName,
      push.localId,
      JSON.stringify({
        ...because.detail,
        ...(because.step ? { step: because.step } : {}),
        ...(because.about.localId ? { about: because.about.localId } : {}),
        ...(askedBy === null ? {} : { isAskedByPoll: true }),
      }),
      askedBy,
    ],
  );
}

/** Whether the link of this record is broken. Who mends or removes it waits for the end of the transaction, and then sees what was parked for it. */
export async function holdBrokenLink(
  tx: Tx,
  connectionId: Id,
  { entity, localId }: Pick<ParkedBecause['about'], 'entity' | 'localId'>,
): Promise<boolean> {
  const rows = await tx.query<{ state: string }>(
    `select state from entity_link where connection_id = $1 and entity = $2 and local_id = $3 for share`,
    [connectionId, entity, localId],
  );
  return rows.some(({ state }) => state === 'broken');
}

/** A poll may have told of the same removal: one cause is one issue, and that of the push can be retried. */
export async function standForPull(
  tx: Tx,
  connectionId: Id,
  { entity, localId }: ParkedBecause['about'],
): Promise<void> {
  await tx.query(
    `update sync_issue set state = 'resolved', resolution = $4, last_seen_at = now()
     where connection_id = $1 and entity = $2 and local_id = $3 and direction = 'in' and code = 'remote_deleted' and state = 'open'`,
    [connectionId, entity, localId, issueToldTwice()],
  );
}

/**
 * The record with a broken link that the open issue of a push tells of: what it pushes, or one that this needs. None where a person has dismissed
 * the issue of the removal itself.
 */
export async function readToldRemoval(
  tx: Tx,
  { connectionId, entity, localId }: Pick<ClaimedPush, 'connectionId' | 'entity' | 'localId'>,
): Promise<ToldRemoval | null> {
  const rows = await tx.query<ToldRemoval>(
    `select l.entity, l.local_id as "localId", l.remote_id as "remoteId" from sync_issue i
     join entity_link l on l.connection_id = i.connection_id and l.state = 'broken'
       and l.local_id::text = coalesce(i.detail ->> 'about', i.local_id::text)
     where i.connection_id = $1 and i.entity = $2 and i.direction = 'out' and i.record_key = 'local:' || $3
       and i.state = 'open' and i.code = 'link_broken'
       and not exists (select from sync_issue d where d.connection_id = i.connection_id and d.entity = l.entity and d.direction = 'in'
         and d.record_key = l.remote_id and d.code = 'remote_deleted' and d.state = 'dismissed')`,
    [connectionId, entity, localId],
  );
  return rows[0] ?? null;
}

/** How the issue of a push ended. `isCured`: the push went through, so that who asked for it last has settled it. `stays`: one of this code stays open. */
export interface IssueEnd {
  resolution: string;
  isCured: boolean;
  stays?: string;
}

/** Answers whether one was open. The issue of a link for which other pushes wait stays: it is theirs. */
export async function resolveIssue(
  tx: Tx,
  push: ClaimedPush,
  { resolution, isCured, stays }: IssueEnd,
): Promise<boolean> {
  const rows = await tx.query(
    `update sync_issue i set state = 'resolved', resolution = $4, settled_by = case when $6 then detail ->> 'retriedBy' end, last_seen_at = now(),
       attempts = attempts + $6::int
     where connection_id = $1 and entity = $2 and direction = 'out' and record_key = 'local:' || $3 and state = 'open'
       and code is distinct from $5
       and not (code in ${linkCausesSql} and exists (select from push_request w where w.connection_id = $1 and w.waits_for = i.local_id and w.state = 'parked'))
     returning id`,
    [push.connectionId, push.entity, push.localId, resolution, stays ?? null, isCured],
  );
  return rows.length > 0;
}

/** Makes pending what waits because an option or a tax code of ConnectWise was gone, or a custom field got no value; answers those requests. */
export const releaseHeld = (tx: Tx, connectionId: Id) =>
  tx.query(
    `update push_request r set ${pendingAgain}, trace_parent = $2
     where connection_id = $1 and state = 'parked' and last_code in ('option_gone', 'tax_code_missing', 'custom_field_empty') returning id`,
    [connectionId, currentTraceParent()],
  );

/** Keeps what a person accepted with the parked request and makes that pending, at the step that held it. */
export const acceptAndRelease = (tx: Tx, issue: PushIssue, accepted: AcceptedDifference) =>
  tx.query(
    `update push_request set accepted_difference = $4, attempts = 0, next_attempt_at = now(), updated_at = now(), state = 'pending',
       trace_parent = $5
     where connection_id = $1 and entity = $2 and local_id = $3 and state = 'parked' returning id`,
    [issue.connectionId, issue.entity, issue.localId, JSON.stringify(accepted), currentTraceParent()],
  );

/** Makes the request of a record pending again, from its first step. */
export const releaseOne = (tx: Tx, issue: PushIssue) =>
  tx.query(
    `update push_request set revision = revision + 1, attempts = 0, next_attempt_at = now(), updated_at = now(), trace_parent = $4,
       state = case when state = 'running' then 'running' else 'pending' end
     where connection_id = $1 and entity = $2 and local_id = $3 returning id`,
    [issue.connectionId, issue.entity, issue.localId, currentTraceParent()],
  );

/** Makes pending what waits for this record, which has gone out at last; answers those requests. */
export const releaseAskedAbout = (tx: Tx, connectionId: Id, localId: Id) =>
  tx.query(
    `update push_request r set ${pendingAgain}, trace_parent = $3 from sync_issue i
     where i.connection_id = $1 and i.direction = 'out' and i.state = 'open' and i.detail ->> 'about' = $2::text
       and r.connection_id = i.connection_id and r.entity = i.entity and r.local_id = i.local_id and r.local_id::text <> $2::text
       and r.state = 'parked' returning r.id`,
    [connectionId, localId, currentTraceParent()],
  );
