import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { WaitingFacts } from './trouble.rules.ts';

/**
 * What waits and for how long, in one statement and by the database's clock. A run counts as idle from the last sign of work on it, while
 * nobody holds one of its cursors; changes count as unclaimed while they are due and nobody sends any of this connection.
 */
export async function readWaiting(tx: Tx, connectionId: Id): Promise<WaitingFacts> {
  const [row] = await tx.query<WaitingFacts>(
    `with clock as (select clock_timestamp() as now),
     push as (select p.state, p.requested_at, p.next_attempt_at, p.lease_until, p.last_error from push_request p
       where p.connection_id = $1 and p.state in ('pending', 'running')),
     oldest as (select requested_at, last_error from push order by requested_at limit 1),
     run as (select r.id, r.started_at from sync_run r
       where r.connection_id = $1 and r.state = 'running' and r.kind in ('initial', 'poll', 'manual') and r.error is null),
     lease as (select max(c.lease_until) as until from sync_cursor c where c.connection_id = $1)
     select oldest.requested_at as "oldestPushAt", extract(epoch from clock.now - oldest.requested_at)::float8 * 1000 as "oldestPushMs",
       oldest.last_error as "oldestPushError",
       case when not exists (select from push where push.state = 'running' and push.lease_until > clock.now) then
         (select extract(epoch from clock.now - min(greatest(push.next_attempt_at, push.lease_until)))::float8 * 1000 from push
          where push.next_attempt_at <= clock.now) end as "unclaimedPushMs",
       case when lease.until is null or lease.until < clock.now then
         (select extract(epoch from clock.now - greatest(run.started_at, lease.until,
            (select max(greatest(e.started_at, e.finished_at)) from sync_run_entity e where e.run_id = run.id)))::float8 * 1000 from run) end as "idleRunMs",
       (select extract(epoch from clock.now - c.next_pull_at)::float8 * 1000 from connection c where c.id = $1 and c.next_pull_at < clock.now) as "duePollMs",
       coalesce(told.refused, 0) as "refusedCallbacks", told.refused_since as "refusedCallbacksSince",
       extract(epoch from clock.now - told.refused_since)::float8 * 1000 as "refusedCallbacksMs",
       case when told.state = 'silent' and told.refused_since is null then coalesce(told.last_event_at, told.registered_at) end as "silentCallbacksSince"
     from clock cross join lease left join oldest on true left join callback_endpoint told on told.connection_id = $1`,
    [connectionId],
  );
  return row ?? nothingWaits;
}

export const nothingWaits: WaitingFacts = {
  oldestPushAt: null,
  oldestPushMs: null,
  oldestPushError: null,
  unclaimedPushMs: null,
  idleRunMs: null,
  duePollMs: null,
  refusedCallbacks: 0,
  refusedCallbacksSince: null,
  refusedCallbacksMs: null,
  silentCallbacksSince: null,
};
