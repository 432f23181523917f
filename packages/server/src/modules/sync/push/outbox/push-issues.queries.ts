import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { issueToldTwice } from '../../messages/push-problem.messages.ts';
import type { AcceptedDifference } from './accepted-difference.queries.ts';
import type { ParkedBecause, PushIssue } from './push-issue.ts';
import type { ClaimedPush } from './push-queue.queries.ts';

/** Opens the issue of a push that waits for a person, or renews the open one. */
export async function raiseIssue(tx: Tx, push: ClaimedPush, because: ParkedBecause): Promise<void> {
  await tx.query(
    `insert into sync_issue as i (connection_id, entity, direction, code, message, advice, record_name, local_id, detail)
     values ($1, $2, 'out', $3, $4, $5, $6, $7, $8)
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
      }),
    ],
  );
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

export async function resolveIssue(tx: Tx, push: ClaimedPush, resolution: string): Promise<void> {
  await tx.query(
    `update sync_issue set state = 'resolved', resolution = $4, last_seen_at = now()
     where connection_id = $1 and entity = $2 and direction = 'out' and record_key = 'local:' || $3 and state = 'open'`,
    [push.connectionId, push.entity, push.localId, resolution],
  );
}

/** Makes pending what waits because an option or a tax code of ConnectWise was gone; answers those requests. */
export const releaseHeld = (tx: Tx, connectionId: Id) =>
  tx.query(
    `update push_request set revision = revision + 1, attempts = 0, state = 'pending', next_attempt_at = now(), updated_at = now()
     where connection_id = $1 and state = 'parked' and last_code in ('option_gone', 'tax_code_missing') returning id`,
    [connectionId],
  );

/** Keeps what a person accepted with the parked request and makes that pending, at the step that held it. */
export const acceptAndRelease = (tx: Tx, issue: PushIssue, accepted: AcceptedDifference) =>
  tx.query(
    `update push_request set accepted_difference = $4, attempts = 0, next_attempt_at = now(), updated_at = now(), state = 'pending'
     where connection_id = $1 and entity = $2 and local_id = $3 and state = 'parked' returning id`,
    [issue.connectionId, issue.entity, issue.localId, JSON.stringify(accepted)],
  );

/** Makes the request of a record pending again, from its first step. */
export const releaseOne = (tx: Tx, issue: PushIssue) =>
  tx.query(
    `update push_request set revision = revision + 1, attempts = 0, next_attempt_at = now(), updated_at = now(),
       state = case when state = 'running' then 'running' else 'pending' end
     where connection_id = $1 and entity = $2 and local_id = $3 returning id`,
    [issue.connectionId, issue.entity, issue.localId],
  );
