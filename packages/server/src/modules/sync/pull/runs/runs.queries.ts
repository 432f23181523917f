import type { EntityType, RunKind, RunState } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { currentTraceParent } from '../../../../platform/tracing/tracing.ts';
import { wakeWatchers } from '../../../audit/live/live-hub.ts';
import { type OrderColumn, type OrderedRequest, type Page, pageNewestOr } from '../../../crm/keyset-page.queries.ts';
import { narrowToStretch, SqlFilter, type TimeStretch } from '../../../crm/sql-filter.ts';
import type { PulledEntity } from '../../../links/link.ts';

export interface RunEntityRow {
  entity: EntityType;
  expected: number | null;
  processed: number;
  created: number;
  updated: number;
  linked: number;
  unchanged: number;
  skipped: number;
  failed: number;
  startedAt: Date | null;
  finishedAt: Date | null;
}

export interface RunRow {
  id: Id;
  kind: RunKind;
  state: RunState;
  startedAt: Date;
  finishedAt: Date | null;
  error: string | null;
  /** Of the settings that the run goes by. */
  settingsRevision: number | null;
  /** While it runs: the name of the newest record that it dealt with. */
  currentRecord: string | null;
  /** The trace of what asked for it, or of the job that began it: a worker that takes over goes on with it. */
  traceParent: string | null;
  entities: RunEntityRow[];
}

const columns = `r.id, r.kind, r.state, r.started_at as "startedAt", r.finished_at as "finishedAt", r.error, r.settings_revision as "settingsRevision", r.trace_parent as "traceParent",
  case when r.state = 'running' then (
    select e.name from audit_event e where e.workspace_id = r.workspace_id and e.run_id = r.id order by e.id desc limit 1) end as "currentRecord",
  coalesce((select jsonb_agg(jsonb_build_object('entity', e.entity, 'expected', e.expected, 'processed', e.processed, 'created', e.created,
    'updated', e.updated, 'linked', e.linked, 'unchanged', e.unchanged, 'skipped', e.skipped, 'failed', e.failed,
    'startedAt', e.started_at, 'finishedAt', e.finished_at) order by e.position)
    from sync_run_entity e where e.workspace_id = r.workspace_id and e.run_id = r.id), '[]') as entities`;

const shape = { columns, from: 'sync_run r', alias: 'r' };

export const runOrders = ['started', 'took', 'processed', 'failed'] as const;
export type RunOrder = (typeof runOrders)[number];

const sumOf = (figure: 'processed' | 'failed'): OrderColumn => ({
  sql: 's.n',
  type: 'numeric',
  join: `cross join lateral (select coalesce(sum(e.${figure}), 0)::numeric as n from sync_run_entity e
    where e.workspace_id = r.workspace_id and e.run_id = r.id) s`,
});

const orders: Readonly<Record<RunOrder, OrderColumn>> = {
  started: { sql: 'r.started_at', type: 'timestamptz' },
  // One that is running has taken no time yet that could be compared.
  took: { sql: 'extract(epoch from r.finished_at - r.started_at)', type: 'numeric', isNullable: true },
  processed: sumOf('processed'),
  failed: sumOf('failed'),
};

interface RunNarrowing {
  kinds?: readonly RunKind[] | null;
  state?: RunState | null;
  started?: TimeStretch | null;
}

/** Runs, the newest first unless an order is asked for. */
export async function runPage(
  tx: Tx,
  { kinds, state, started, ...request }: OrderedRequest<RunOrder> & RunNarrowing,
): Promise<Page<RunRow>> {
  const filter = new SqlFilter();
  if (kinds && kinds.length > 0) filter.and((value) => `r.kind = any(${value(kinds)}::text[])`);
  if (state) filter.and((value) => `r.state = ${value(state)}`);
  narrowToStretch(filter, 'r.started_at', started);
  const page = await pageNewestOr<RunRow, RunOrder>(tx, shape, filter, request, orders);
  return { ...page, items: page.items.map(withDates) };
}

export async function findRun(tx: Tx, id: Id): Promise<RunRow | null> {
  return first(await tx.query<RunRow>(`select ${columns} from sync_run r where r.id = $1`, [id]));
}

/** The record that a push sent, as the audit log names it. */
export const pushedRecords = (tx: Tx, runIds: readonly Id[]) =>
  tx.query<{ runId: Id; entity: EntityType; localId: Id | null; name: string }>(
    `select k.id as "runId", e.entity, e.local_id as "localId", e.name from unnest($1::uuid[]) as k(id)
     join sync_run r on r.id = k.id and r.kind = 'push'
     cross join lateral (select a.entity, a.local_id, a.name from audit_event a
       where a.workspace_id = r.workspace_id and a.run_id = r.id and a.name is not null and a.entity =
         (select s.entity from sync_run_entity s where s.workspace_id = r.workspace_id and s.run_id = r.id order by s.position limit 1)
       order by a.id desc limit 1) e`,
    [runIds],
  );

/** The pull that is going on, if any; pushes have runs of their own kind. */
export async function runningPull(tx: Tx, connectionId: Id): Promise<RunRow | null> {
  return first(
    await tx.query<RunRow>(
      `select ${columns} from sync_run r where r.connection_id = $1 and r.state = 'running' and r.kind in ('initial', 'poll', 'manual')`,
      [connectionId],
    ),
  );
}

/** The newest pull that is over, behind whatever was pushed since. */
export async function newestPull(tx: Tx, connectionId: Id): Promise<RunRow | null> {
  return first(
    await tx.query<RunRow>(
      `select ${columns} from sync_run r where r.connection_id = $1 and r.state <> 'running' and r.kind in ('initial', 'poll', 'manual')
       order by r.id desc limit 1`,
      [connectionId],
    ),
  );
}

/** The newest runs of a connection, over or not. */
export async function newestRuns(tx: Tx, connectionId: Id, limit: number): Promise<RunRow[]> {
  const rows = await tx.query<RunRow>(
    `select ${columns} from sync_run r where r.connection_id = $1 order by r.id desc limit $2`,
    [connectionId, limit],
  );
  return rows.map(withDates);
}

/** Opens a run by the current settings, or those of the revision given, unless a pull is running; answers null then. */
export async function openRun(
  tx: Tx,
  run: { id: Id; connectionId: Id; kind: RunKind; entities: readonly PulledEntity[]; settingsRevision?: number },
): Promise<Id | null> {
  const made = await tx.query<{ id: Id }>(
    `insert into sync_run (id, connection_id, kind, settings_revision, trace_parent)
     values ($1, $2, $3, coalesce($4, (select revision from sync_settings where connection_id = $2)), $5)
     on conflict (workspace_id, connection_id) where state = 'running' and kind in ('initial', 'poll', 'manual') do nothing returning id`,
    [run.id, run.connectionId, run.kind, run.settingsRevision ?? null, currentTraceParent()],
  );
  if (made.length === 0) return null;
  await tx.query(
    `insert into sync_run_entity (run_id, entity, position) select $1, e.entity, e.place from unnest($2::text[]) with ordinality as e(entity, place)`,
    [run.id, run.entities],
  );
  await wakeWatchers(tx);
  return run.id;
}

/** Notes that one kind of record is being read, and how many ConnectWise says there are when that was asked. */
export async function startEntity(tx: Tx, runId: Id, entity: PulledEntity, expected: number | null): Promise<void> {
  await tx.query(
    `update sync_run_entity set started_at = coalesce(started_at, now()), expected = coalesce(expected, $3) where run_id = $1 and entity = $2`,
    [runId, entity, expected],
  );
  await wakeWatchers(tx);
}

export async function finishEntity(tx: Tx, runId: Id, entity: PulledEntity): Promise<void> {
  await tx.query(
    `update sync_run_entity set finished_at = now(), counted_along = '{}' where run_id = $1 and entity = $2 and finished_at is null`,
    [runId, entity],
  );
  await wakeWatchers(tx);
}

/** Ends a run; `error` says why it failed. */
export async function finishRun(
  tx: Tx,
  runId: Id,
  state: 'done' | 'failed',
  error: { code: string; message: string } | null,
): Promise<void> {
  await tx.query(
    `update sync_run set state = $2, finished_at = now(), error_code = $3, error = $4 where id = $1 and state = 'running'`,
    [runId, state, error?.code ?? null, error?.message ?? null],
  );
  await wakeWatchers(tx);
}

/** Lets the entries of callbacks be looked at once ConnectWise had a minute to tell of what this poll found; nothing where it brought no change. */
export async function checkAfterPoll(tx: Tx, connectionId: Id, runId: Id): Promise<void> {
  await tx.query(
    `update callback_endpoint set check_at = now() + interval '1 minute' where connection_id = $1 and state = 'active' and check_at is null
       and exists (select from sync_run_entity e where e.run_id = $2 and (e.created > 0 or e.updated > 0))`,
    [connectionId, runId],
  );
}

/** Runs that are over are kept for so many days; a first sync for good, since it can be undone and tells what came with it. */
export async function forgetOldRuns(tx: Tx, connectionId: Id, days: number): Promise<void> {
  await tx.query(
    `delete from sync_run where connection_id = $1 and kind <> 'initial' and state <> 'running' and finished_at < now() - make_interval(days => $2)`,
    [connectionId, days],
  );
}

/** Ends a run on a person's word; what it brought in stays. Answers its kind, or null when it was over already. */
export async function cancelRun(tx: Tx, runId: Id): Promise<{ connectionId: Id; kind: RunKind } | null> {
  const [row] = await tx.query<{ connectionId: Id; kind: RunKind }>(
    `update sync_run set state = 'cancelled', finished_at = now(), error_code = null, error = null
     where id = $1 and state = 'running' and kind in ('initial', 'poll', 'manual') returning connection_id as "connectionId", kind`,
    [runId],
  );
  if (row) await wakeWatchers(tx);
  return row ?? null;
}

/** Until a first sync was done once, a cancelled one leaves nothing switched on: no poll goes on with it by itself. */
export async function noteNotStarted(tx: Tx, connectionId: Id): Promise<void> {
  await tx.query(
    `update connection set sync_started_at = null, sync_stopped_at = now(), next_pull_at = null where id = $1 and not exists (
       select from sync_run r where r.connection_id = $1 and r.kind = 'initial' and r.state = 'done')`,
    [connectionId],
  );
}

/** Whether a run goes on, as asked between two pages; `isHeldUp` tells of a trouble that is written down for it. */
export async function runState(tx: Tx, runId: Id): Promise<{ goesOn: boolean; isHeldUp: boolean }> {
  const [row] = await tx.query<{ goesOn: boolean; isHeldUp: boolean }>(
    `select r.state = 'running' and c.state <> 'paused' as "goesOn", r.error is not null as "isHeldUp"
     from sync_run r join connection c on c.id = r.connection_id where r.id = $1`,
    [runId],
  );
  return row ?? { goesOn: false, isHeldUp: false };
}

/** What holds a running pull up; null when it goes on. */
export async function noteHoldUp(tx: Tx, runId: Id, error: { code: string; message: string } | null): Promise<void> {
  const rows = await tx.query(
    `update sync_run set error_code = $2, error = $3 where id = $1 and state = 'running' and error is distinct from $3 returning 1`,
    [runId, error?.code ?? null, error?.message ?? null],
  );
  if (rows.length > 0) await wakeWatchers(tx);
}

/** Counts one more worker that went on with a run after another one stopped. */
export async function countResume(tx: Tx, runId: Id): Promise<void> {
  await tx.query(`update sync_run set resumed = resumed + 1 where id = $1`, [runId]);
}

/** Sets the clock of the poll; with `onlyIfDue` answers false when it was not due, so that two workers open one run. */
export async function schedulePoll(
  tx: Tx,
  connectionId: Id,
  everyMinutes: number,
  options: { onlyIfDue: boolean },
): Promise<boolean> {
  const rows = await tx.query(
    `update connection set next_pull_at = now() + make_interval(mins => $2) where id = $1 and sync_started_at is not null
     ${options.onlyIfDue ? 'and next_pull_at <= now()' : ''} returning 1`,
    [connectionId, everyMinutes],
  );
  return rows.length > 0;
}

/** Makes the poll due when a record is skipped for want of another one that is linked by now. */
export async function advancePollForWaiting(tx: Tx, connectionId: Id): Promise<boolean> {
  const rows = await tx.query(
    `update connection c set next_pull_at = now() where c.id = $1 and c.sync_started_at is not null and exists (
       select 1 from sync_skip s
       join entity_link l on l.connection_id = s.connection_id and l.entity = s.waits_for_entity and l.remote_id = s.waits_for_id
       where s.connection_id = $1 and s.waits_for_id is not null)
     returning 1`,
    [connectionId],
  );
  return rows.length > 0;
}

export async function notePulled(tx: Tx, connectionId: Id): Promise<void> {
  await tx.query(`update connection set last_pull_at = now() where id = $1`, [connectionId]);
}

/** The first sync was asked for; the poll goes on from here. `onlyNew`: what ConnectWise has by now is skipped, unless an earlier start let it in. */
export async function noteStarted(
  tx: Tx,
  connectionId: Id,
  { onlyNew }: { onlyNew: boolean } = { onlyNew: false },
): Promise<void> {
  await tx.query(
    `update connection set sync_new_since = case when $2 then coalesce(sync_new_since, date_trunc('second', now())) end,
       sync_started_at = coalesce(sync_started_at, now()), sync_stopped_at = null where id = $1`,
    [connectionId, onlyNew],
  );
}

const first = (rows: RunRow[]): RunRow | null => (rows[0] ? withDates(rows[0]) : null);

/** Times inside of JSON come as text. */
const withDates = (row: RunRow): RunRow => ({ ...row, entities: row.entities.map(withTimes) });

export const withTimes = (e: RunEntityRow): RunEntityRow => ({
  ...e,
  startedAt: dateOf(e.startedAt),
  finishedAt: dateOf(e.finishedAt),
});

const dateOf = (value: Date | string | null): Date | null => (value === null ? null : new Date(value));
