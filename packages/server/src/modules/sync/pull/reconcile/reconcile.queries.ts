import type { RunState } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../../platform/database/database.ts';
import { isOwnerGone } from '../../../../platform/database/presence.queries.ts';
import { leaseLost } from '../../../../platform/errors.ts';
import type { Id } from '../../../../platform/ids.ts';
import { wakeWatchers } from '../../../audit/live/live-hub.ts';
import type { PulledEntity } from '../../../links/link.ts';
import type { RemovalVerdict } from '../../../links/removal-guard.ts';
import type { ReconcileCounts } from './reconcile-counts.ts';

export interface ReconcileEntityRow extends ReconcileCounts {
  entity: PulledEntity;
  afterId: number;
  isListed: boolean;
  here: number;
  onlyHere: number;
  linkedHere: number;
  pausedHere: number;
  brokenHere: number;
  gone: number;
  kept: number;
  removals: RemovalVerdict | null;
  startedAt: Date | null;
  finishedAt: Date | null;
}

export interface ReconcileRow {
  id: Id;
  connectionId: Id;
  kind: 'nightly' | 'asked';
  state: RunState;
  heals: boolean;
  settingsRevision: number | null;
  requestedBy: string | null;
  startedAt: Date;
  finishedAt: Date | null;
  error: string | null;
  entities: ReconcileEntityRow[];
}

/** The right to move a reconcile. */
export interface ReconcileLease {
  reconcileId: Id;
  fence: string;
  owner: string;
  leaseMs: number;
}

const entityObject = `jsonb_build_object('entity', e.entity, 'afterId', e.after_id, 'isListed', e.is_listed, 'there', e.there, 'here', e.here,
  'onlyHere', e.only_here, 'linkedHere', e.linked_here, 'pausedHere', e.paused_here, 'brokenHere', e.broken_here, 'linked', e.linked, 'paused', e.paused, 'broken', e.broken, 'excluded', e.excluded, 'skipped', e.skipped,
  'differing', e.differing, 'pending', e.pending, 'failing', e.failing, 'gone', e.gone, 'kept', e.kept, 'healed', e.healed, 'reasons', e.reasons,
  'fields', e.fields, 'removals', e.removals, 'startedAt', e.started_at, 'finishedAt', e.finished_at)`;

const columns = `r.id, r.connection_id as "connectionId", r.kind, r.state, r.heals, r.settings_revision as "settingsRevision",
  r.requested_by as "requestedBy", r.started_at as "startedAt", r.finished_at as "finishedAt", r.error,
  coalesce((select jsonb_agg(${entityObject} order by e.position) from reconcile_entity e
    where e.workspace_id = r.workspace_id and e.reconcile_id = r.id), '[]') as entities`;

export async function findReconcile(tx: Tx, id: Id): Promise<ReconcileRow | null> {
  const [row] = await tx.query<ReconcileRow>(`select ${columns} from reconcile r where r.id = $1`, [id]);
  return row ? withDates(row) : null;
}

export async function runningReconcile(tx: Tx, connectionId: Id): Promise<ReconcileRow | null> {
  const [row] = await tx.query<ReconcileRow>(
    `select ${columns} from reconcile r where r.connection_id = $1 and r.state = 'running'`,
    [connectionId],
  );
  return row ? withDates(row) : null;
}

/** The newest first, from the one after `before` on. */
export async function listReconciles(
  tx: Tx,
  { limit, before }: { limit: number; before: Id | null },
): Promise<ReconcileRow[]> {
  const rows = await tx.query<ReconcileRow>(
    `select ${columns} from reconcile r ${before ? 'where r.id < $2' : ''} order by r.id desc limit $1`,
    before ? [limit, before] : [limit],
  );
  return rows.map(withDates);
}

/** Opens a reconcile unless one runs; null then. */
export async function openReconcile(
  tx: Tx,
  one: {
    connectionId: Id;
    kind: ReconcileRow['kind'];
    heals: boolean;
    requestedBy: string | null;
    entities: readonly PulledEntity[];
  },
): Promise<Id | null> {
  const [made] = await tx.query<{ id: Id }>(
    `insert into reconcile (connection_id, kind, heals, requested_by, settings_revision)
     values ($1, $2, $3, $4, (select revision from sync_settings where connection_id = $1))
     on conflict (workspace_id, connection_id) where state = 'running' do nothing returning id`,
    [one.connectionId, one.kind, one.heals, one.requestedBy],
  );
  if (!made) return null;
  await tx.query(
    `insert into reconcile_entity (reconcile_id, entity, position)
     select $1, e.entity, e.place from unnest($2::text[]) with ordinality as e(entity, place)`,
    [made.id, one.entities],
  );
  await wakeWatchers(tx);
  return made.id;
}

/** Takes a running reconcile unless another worker's lease is alive. */
export async function leaseReconcile(
  tx: Tx,
  connectionId: Id,
  { owner, leaseMs }: { owner: string; leaseMs: number },
): Promise<ReconcileLease | null> {
  const [row] = await tx.query<{ id: Id; fence: string }>(
    `update reconcile set fence = fence + 1, lease_owner = $2, lease_until = clock_timestamp() + make_interval(secs => $3),
       resumed = resumed + case when fence > 0 then 1 else 0 end
     where connection_id = $1 and state = 'running' and retry_at <= now() and (lease_until is null or lease_until < clock_timestamp() or ${isOwnerGone('lease_owner')})
     returning id, fence`,
    [connectionId, owner, leaseMs / 1000],
  );
  return row ? { reconcileId: row.id, fence: row.fence, owner, leaseMs } : null;
}

export const renewReconcile = (tx: Tx, lease: ReconcileLease): Promise<void> =>
  fenced(tx, lease, 'lease_until = clock_timestamp() + make_interval(secs => $4)', [lease.leaseMs / 1000]);

/** Gives it back before its end, with what holds it up; another attempt follows after the wait. */
export const releaseReconcile = (
  tx: Tx,
  lease: ReconcileLease,
  why: { code: string; message: string; waitMs: number } | null,
): Promise<void> =>
  fenced(
    tx,
    lease,
    `lease_owner = null, lease_until = null, error_code = $4, error = $5, retry_at = now() + make_interval(secs => $6)`,
    [why?.code ?? null, why?.message ?? null, (why?.waitMs ?? 0) / 1000],
  );

export async function endReconcile(
  tx: Tx,
  lease: ReconcileLease,
  state: 'done' | 'failed',
  error: { code: string; message: string } | null,
): Promise<void> {
  await fenced(
    tx,
    lease,
    `state = $4, finished_at = now(), lease_owner = null, lease_until = null, error_code = $5, error = $6`,
    [state, error?.code ?? null, error?.message ?? null],
  );
  await wakeWatchers(tx);
}

async function fenced(tx: Tx, lease: ReconcileLease, assignments: string, params: unknown[]): Promise<void> {
  const rows = await tx.query(
    `update reconcile set ${assignments} where id = $1 and fence = $2 and lease_owner = $3 and state = 'running' returning 1`,
    [lease.reconcileId, lease.fence, lease.owner, ...params],
  );
  if (rows.length === 0) throw leaseLost('reconcile');
}

/** Minutes after the hour at which a connection's turn comes, so that not all ask ConnectWise at the same moment. */
const jitter = `(hashtext(c.id::text) & 2147483647) % 60`;

/**
 * Sets the time of the next nightly reconcile: at the hour given, by the clock of the workspace's time zone, spread over the hour. With
 * `onlyIfDue` answers whether it was due; one that has no time yet only gets it.
 */
export async function scheduleReconcile(
  tx: Tx,
  connectionId: Id,
  hour: number,
  { onlyIfDue }: { onlyIfDue: boolean },
): Promise<boolean> {
  const slot = `((date_trunc('day', now() at time zone w.time_zone) + make_interval(hours => $2, mins => ${jitter})) at time zone w.time_zone)`;
  const [row] = await tx.query<{ wasDue: boolean }>(
    `with before as (
       select c.id, c.next_reconcile_at as at, case when ${slot} > now() then ${slot} else ${slot} + interval '1 day' end as next
       from connection c join workspace w on w.id = c.workspace_id where c.id = $1 for update of c)
     update connection u set next_reconcile_at = b.next from before b
     where u.id = b.id ${onlyIfDue ? 'and (b.at is null or b.at <= now())' : ''} returning b.at is not null as "wasDue"`,
    [connectionId, hour],
  );
  return row?.wasDue ?? false;
}

/** Reports are kept for 90 days, their records for the newest 14 of them. */
export async function forgetOldReconciles(tx: Tx, connectionId: Id): Promise<void> {
  await tx.query(
    `delete from reconcile where connection_id = $1 and state <> 'running' and started_at < now() - interval '90 days'`,
    [connectionId],
  );
  await tx.query(
    `delete from reconcile_finding f where f.reconcile_id in (
       select r.id from reconcile r where r.connection_id = $1 order by r.id desc offset 14)`,
    [connectionId],
  );
}

const withDates = (row: ReconcileRow): ReconcileRow => ({
  ...row,
  entities: row.entities.map((e) => ({ ...e, startedAt: dateOf(e.startedAt), finishedAt: dateOf(e.finishedAt) })),
});

/** Times inside of JSON come as text. */
const dateOf = (value: Date | string | null): Date | null => (value === null ? null : new Date(value));

/** Connections of all workspaces on whose reconcile somebody should work. */
export const dueReconciles = (tx: Pick<Tx, 'query'>): Promise<{ workspaceId: Id; connectionId: Id }[]> =>
  tx.query(`select workspace_id as "workspaceId", connection_id as "connectionId" from system_due_reconciles()`);
