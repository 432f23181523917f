import type { Tx } from '../../../../platform/database/database.ts';
import { leaseLost } from '../../../../platform/errors.ts';
import { type Id, newId } from '../../../../platform/ids.ts';
import type { Lacking } from '../../../integration/mapping/lacking.ts';
import { workerStopped } from '../../messages/run.messages.ts';
import type { Outcome } from '../../pull/write/outcome.ts';
import type { LeftOut } from './left-out.rules.ts';
import type { PushedEntity, PushReason } from './push-request.ts';
import { type Sending, storedSending } from './sending.ts';

/** A request that this worker holds. `fence` goes up with every claim: a write under an old one is refused. */
export interface ClaimedPush {
  id: Id;
  connectionId: Id;
  entity: PushedEntity;
  localId: Id;
  reason: PushReason;
  revision: number;
  fence: string;
  attempts: number;
  runId: Id;
  /** When the change was made that it tells of; the last one, when there were several. */
  requestedAt: Date;
  requestedBy: string | null;
  /** The trace of what asked for it; null for requests from before there were any. */
  traceParent: string | null;
  /** What an earlier attempt was about to write when it ended. */
  sending: Sending | null;
  /** What the push before left out. */
  leftOut: readonly LeftOut[];
  /** The record for whose link it has waited, where that was not its own. */
  waitsFor: Id | null;
}

export interface PushFailure {
  code: string;
  message: string;
}

/** Claims requests and closes them. Leases are told by the database's clock, so workers with wrong clocks do no harm. */
export class PushQueue {
  /** `leaseMs`: a worker that has not been heard of for so long loses its request to another one. */
  constructor(readonly leaseMs = 20_000) {}

  /** The next request that is due, now held under a new fence; null when there is none. */
  async claim(tx: Tx, connectionId: Id, owner: string): Promise<ClaimedPush | null> {
    const runId = newId();
    const rows = await tx.query<ClaimedPush & { abandonedRunId: Id | null }>(
      `with due as (
         select id, run_id from push_request
         where connection_id = $1 and ((state = 'pending' and next_attempt_at <= now()) or (state = 'running' and lease_until < now()))
         order by next_attempt_at, id limit 1 for update skip locked
       )
       update push_request p set state = 'running', claimed_revision = p.revision, fence = p.fence + 1, lease_owner = $2,
         lease_until = now() + make_interval(secs => $3), attempts = p.attempts + 1, run_id = $4, updated_at = now()
       from due where p.id = due.id
       returning p.id, p.connection_id as "connectionId", p.entity, p.local_id as "localId", p.reason, p.revision, p.fence, p.attempts,
         p.run_id as "runId", p.requested_at as "requestedAt", p.trace_parent as "traceParent", p.sending, p.left_out as "leftOut", p.waits_for as "waitsFor", due.run_id as "abandonedRunId",
         (select u.name from app_user u where u.id = p.requested_by) as "requestedBy"`,
      [connectionId, owner, this.leaseMs / 1000, runId],
    );
    const claimed = rows[0];
    if (!claimed) return null;
    await tx.query(
      `with abandoned as (
         update sync_run set state = 'failed', finished_at = now(), error_code = 'worker_lost', error = $4
         where id = $3 and state = 'running')
       insert into sync_run (id, connection_id, kind, settings_revision)
       values ($1, $2, 'push', (select revision from sync_settings where connection_id = $2))`,
      [runId, connectionId, claimed.abandonedRunId, workerStopped()],
    );
    return claimed;
  }

  /** Says that the worker lives, and what it is about to write, where that is another now. Throws AppError "lease_lost" when another one has taken over. */
  async renew(tx: Tx, push: ClaimedPush, sending: Sending | null = null): Promise<void> {
    const rows = await tx.query(
      `update push_request set lease_until = now() + make_interval(secs => $3), sending = case when $4 then $5::jsonb else sending end
       where id = $1 and fence = $2 returning id`,
      [push.id, push.fence, this.leaseMs / 1000, sending !== null, sending && storedSending(sending)],
    );
    if (rows.length === 0) throw leaseLost('push');
  }

  /** Closes a request that went through, or that is not sent, with the reason, what it left out and the lists that lacked an option of it, unless its record changed meanwhile, or what it lacked is there by now (`isOver`): then it is due again. True when it is closed. */
  async done(
    tx: Tx,
    push: ClaimedPush,
    {
      outcome,
      notSent,
      leftOut = [],
      lacking = [],
      isOver = false,
    }: {
      outcome: Outcome;
      notSent: PushFailure | null;
      leftOut?: readonly LeftOut[];
      /** Null: it stays as it was. */
      lacking?: readonly Lacking[] | null;
      isOver?: boolean;
    },
  ): Promise<boolean> {
    const rows = await tx.query<{ state: string }>(
      `update push_request set state = case when revision = claimed_revision and not $7::boolean then 'done' else 'pending' end,
         revision = revision + $7::boolean::int, attempts = case when revision = claimed_revision and not $7::boolean then attempts else 0 end,
         not_sent_code = $3, not_sent_reason = $4, lacking = case when $5::text[] is null then lacking else nullif($5::text[], '{}') end, left_out = $6::jsonb, step = null, last_code = null, last_error = null, sending = null, lease_owner = null, lease_until = null, next_attempt_at = now(), updated_at = now()
       where id = $1 and fence = $2 returning state`,
      [push.id, push.fence, notSent?.code ?? null, notSent?.message ?? null, lacking, JSON.stringify(leftOut), isOver],
    );
    if (!rows[0]) throw leaseLost('push');
    await this.closeRun(tx, push, outcome, null);
    return rows[0].state === 'done';
  }

  /**
   * Puts a failed request back for later (`delayMs`) or aside for a person (null). One that changed meanwhile is due at once. `sending`: what may
   * be in ConnectWise all the same.
   */
  async failed(
    tx: Tx,
    push: ClaimedPush,
    failure: PushFailure,
    { delayMs, sending }: { delayMs: number | null; sending: Sending },
  ): Promise<void> {
    const rows = await tx.query(
      `update push_request set
         state = case when $5::float8 is null and revision = claimed_revision then 'parked' else 'pending' end,
         next_attempt_at = case when revision <> claimed_revision then now() else now() + make_interval(secs => coalesce($5, 0) / 1000) end,
         last_code = $3, last_error = $4, sending = $6, lease_owner = null, lease_until = null, updated_at = now()
       where id = $1 and fence = $2 returning id`,
      [push.id, push.fence, failure.code, failure.message, delayMs, storedSending(sending)],
    );
    if (rows.length === 0) throw leaseLost('push');
    await this.closeRun(tx, push, 'failed', failure);
  }

  /** Gives a request back: the attempt does not count. `sending`: what may be in ConnectWise all the same. */
  async release(tx: Tx, push: ClaimedPush, { delayMs, sending }: { delayMs: number; sending: Sending }): Promise<void> {
    await tx.query(
      `update push_request set state = 'pending', attempts = greatest(attempts - 1, 0), lease_owner = null, lease_until = null,
         next_attempt_at = now() + make_interval(secs => $3 / 1000.0), sending = $4, updated_at = now()
       where id = $1 and fence = $2`,
      [push.id, push.fence, delayMs, storedSending(sending)],
    );
    await tx.query(`delete from sync_run where id = $1`, [push.runId]);
  }

  /** A run of one record, which is counted under how it ended. */
  private async closeRun(tx: Tx, push: ClaimedPush, outcome: Outcome, failure: PushFailure | null): Promise<void> {
    await tx.query(
      `with run as (
         update sync_run set state = case when $2::text is null then 'done' else 'failed' end, finished_at = now(), error_code = $2, error = $3
         where id = $1 returning id)
       insert into sync_run_entity (run_id, entity, processed, created, updated, linked, unchanged, skipped, failed, finished_at)
       select id, $4, 1, ($5 = 'created')::int, ($5 = 'updated')::int, ($5 = 'linked')::int, ($5 = 'unchanged')::int, ($5 = 'skipped')::int,
         ($5 = 'failed')::int, now() from run`,
      [push.runId, failure?.code ?? null, failure?.message ?? null, push.entity, outcome],
    );
  }
}
