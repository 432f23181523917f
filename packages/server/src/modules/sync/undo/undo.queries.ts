import type { Tx } from '../../../platform/database/database.ts';
import { leaseLost } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import type { PulledEntity } from '../../links/link.ts';

export interface UndoRow {
  runId: Id;
  connectionId: Id;
  state: 'running' | 'done';
  requestedBy: string;
  removed: Partial<Record<PulledEntity, number>>;
  startedAt: Date;
  finishedAt: Date | null;
}

export async function findUndo(tx: Tx, runId: Id): Promise<UndoRow | null> {
  const [row] = await tx.query<UndoRow>(
    `select run_id as "runId", connection_id as "connectionId", state, requested_by as "requestedBy", removed, started_at as "startedAt",
       finished_at as "finishedAt" from sync_undo where run_id = $1`,
    [runId],
  );
  return row ?? null;
}

/** What stayed, and why. */
export const countKept = (tx: Tx, runId: Id): Promise<{ entity: PulledEntity; reason: string; count: number }[]> =>
  tx.query(
    `select entity, reason, count(*)::int as count from sync_undo_item where run_id = $1 and reason is not null group by entity, reason order by 1, 3 desc`,
    [runId],
  );

/** Answers false when this run is being undone, or was, already. */
export async function openUndo(tx: Tx, one: { runId: Id; connectionId: Id; requestedBy: string }): Promise<boolean> {
  const rows = await tx.query(
    `insert into sync_undo (run_id, connection_id, requested_by) values ($1, $2, $3) on conflict do nothing returning 1`,
    [one.runId, one.connectionId, one.requestedBy],
  );
  return rows.length > 0;
}

/** Nothing comes in any more until somebody starts the sync again, which then lists everything anew. */
export async function stopSync(tx: Tx, connectionId: Id): Promise<void> {
  await tx.query(
    `update connection set sync_stopped_at = case when sync_started_at is null then sync_stopped_at else now() end,
       sync_started_at = null, next_pull_at = null, next_reconcile_at = null where id = $1`,
    [connectionId],
  );
  await tx.query(
    `update sync_run set state = 'cancelled', finished_at = now() where connection_id = $1 and state = 'running' and kind <> 'push'`,
    [connectionId],
  );
  await tx.query(
    `update sync_cursor set watermark = null, listing_from = null, listing_started_at = null, listing_max = null, resume_after_id = null,
       kept_page = null, kept_until = null, fence = fence + 1, lease_owner = null, lease_until = null where connection_id = $1`,
    [connectionId],
  );
}

/** Takes an undo unless another worker's lease is alive, or renews the own one. */
export async function leaseUndo(tx: Tx, runId: Id, owner: string, leaseMs: number): Promise<UndoRow | null> {
  const rows = await tx.query(
    `update sync_undo set lease_owner = $2, lease_until = clock_timestamp() + make_interval(secs => $3)
     where run_id = $1 and state = 'running' and (lease_until is null or lease_until < clock_timestamp() or lease_owner = $2) returning 1`,
    [runId, owner, leaseMs / 1000],
  );
  return rows.length > 0 ? findUndo(tx, runId) : null;
}

export async function holdUndo(tx: Tx, runId: Id, owner: string, leaseMs: number): Promise<void> {
  if (!(await leaseUndo(tx, runId, owner, leaseMs))) throw leaseLost('undo');
}

export async function endUndo(tx: Tx, runId: Id): Promise<void> {
  await tx.query(
    `update sync_undo set state = 'done', finished_at = now(), lease_owner = null, lease_until = null where run_id = $1`,
    [runId],
  );
}

/** Undos of all workspaces that nobody works on. */
export const unfinishedUndos = (tx: Pick<Tx, 'query'>): Promise<{ workspaceId: Id; runId: Id }[]> =>
  tx.query(`select workspace_id as "workspaceId", run_id as "runId" from system_unfinished_undos()`);
