import type { PreviewState } from '@causeway/shared/vocabulary';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { leaseLost } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import { wakeWatchers } from '../../audit/live/live-hub.ts';
import { type RunEntityRow, withTimes } from '../pull/runs/runs.queries.ts';
import type { StandsOn } from './preview-basis.rules.ts';

export interface PreviewRow extends StandsOn {
  id: Id;
  connectionId: Id;
  state: PreviewState;
  entities: RunEntityRow[];
  error: string | null;
  requestedBy: string | null;
  /** Who ended it before its time. */
  cancelledBy: string | null;
  startedAt: Date;
  finishedAt: Date | null;
}

const columns = `p.id, p.connection_id as "connectionId", p.state, p.settings_revision as "settingsRevision", p.basis, p.entities, p.error,
  p.requested_by as "requestedBy", p.cancelled_by as "cancelledBy", p.started_at as "startedAt", p.finished_at as "finishedAt"`;

export const findPreview = async (tx: Tx, id: Id): Promise<PreviewRow | null> =>
  first(await tx.query<PreviewRow>(`select ${columns} from sync_preview p where p.id = $1`, [id]));

/** The newest one, of this state when it is named. */
export async function newestPreview(tx: Tx, connectionId: Id, state?: PreviewState): Promise<PreviewRow | null> {
  const rows = await tx.query<PreviewRow>(
    `select ${columns} from sync_preview p where p.connection_id = $1 ${state ? 'and p.state = $2' : ''} order by p.id desc limit 1`,
    state ? [connectionId, state] : [connectionId],
  );
  return first(rows);
}

export interface NewPreview extends StandsOn {
  id: Id;
  connectionId: Id;
  requestedBy: string;
}

/** Opens a preview unless one is being made. */
export async function openPreview(tx: Tx, preview: NewPreview): Promise<void> {
  await tx.query(
    `insert into sync_preview (id, connection_id, settings_revision, basis, requested_by) values ($1, $2, $3, $4, $5)
     on conflict (workspace_id, connection_id) where state = 'running' do nothing`,
    [preview.id, preview.connectionId, preview.settingsRevision, JSON.stringify(preview.basis), preview.requestedBy],
  );
  await wakeWatchers(tx);
}

/** The right to make one preview; a higher fence shuts out whoever had it before. */
export interface PreviewLease {
  previewId: Id;
  fence: string;
  leaseMs: number;
}

export interface HeldPreview {
  preview: PreviewRow;
  lease: PreviewLease;
  /** This one included. */
  attempts: number;
}

/** Takes a preview that waits, or whose worker has fallen silent; whatever that one wrote is thrown away. */
export async function takePreview(tx: Tx, previewId: Id, leaseMs: number): Promise<HeldPreview | null> {
  const [row] = await tx.query<PreviewRow & { fence: string; attempts: number }>(
    `update sync_preview p set fence = fence + 1, attempts = attempts + 1, entities = '[]',
       lease_until = clock_timestamp() + make_interval(secs => $2)
     where id = $1 and state = 'running' and (lease_until is null or lease_until < clock_timestamp())
     returning ${columns}, p.fence, p.attempts`,
    [previewId, leaseMs / 1000],
  );
  if (!row) return null;
  await tx.query(`delete from sync_preview_record where preview_id = $1`, [previewId]);
  const { fence, attempts, ...preview } = row;
  return { preview, attempts, lease: { previewId, fence, leaseMs } };
}

/** Says "still at it", with the counts so far when there are new ones. */
export async function renewPreview(tx: Tx, lease: PreviewLease, entities?: readonly RunEntityRow[]): Promise<void> {
  await fenced(
    tx,
    lease,
    `lease_until = clock_timestamp() + make_interval(secs => $3), entities = coalesce($4::jsonb, entities)`,
    [lease.leaseMs / 1000, entities ? JSON.stringify(entities) : null],
  );
  if (entities) await wakeWatchers(tx);
}

/** Gives it back to be begun again, when this worker is asked to stop. */
export const releasePreview = (tx: Tx, lease: PreviewLease): Promise<void> =>
  fenced(tx, lease, `lease_until = null, attempts = attempts - 1`, []);

/** Ends it and lets go of earlier ones; `error` says why it failed. */
export async function finishPreview(
  tx: Tx,
  lease: PreviewLease,
  end: { state: 'done'; entities: readonly RunEntityRow[] } | { state: 'failed'; error: string },
): Promise<void> {
  await fenced(
    tx,
    lease,
    `state = $3, error = $4, entities = coalesce($5::jsonb, entities), finished_at = now(), lease_until = null`,
    [end.state, end.state === 'failed' ? end.error : null, end.state === 'done' ? JSON.stringify(end.entities) : null],
  );
  if (end.state === 'done')
    await tx.query(
      `delete from sync_preview old using sync_preview new
       where new.id = $1 and old.connection_id = new.connection_id and old.id < new.id`,
      [lease.previewId],
    );
  await wakeWatchers(tx);
}

/**
 * Ends one that is being made, and forgets what it has stored so far; false when it is over already. Its worker writes under the same row's
 * lock, so nothing comes after that.
 */
export async function cancelPreview(tx: Tx, previewId: Id, cancelledBy: string): Promise<boolean> {
  const rows = await tx.query(
    `update sync_preview set state = 'cancelled', cancelled_by = $2, finished_at = clock_timestamp(), lease_until = null
     where id = $1 and state = 'running' returning 1`,
    [previewId, cancelledBy],
  );
  if (rows.length === 0) return false;
  await tx.query(`delete from sync_preview_record where preview_id = $1`, [previewId]);
  await wakeWatchers(tx);
  return true;
}

/** Changes the preview only while this worker has it. Throws AppError "lease_lost". */
async function fenced(tx: Tx, lease: PreviewLease, assignments: string, params: unknown[]): Promise<void> {
  const rows = await tx.query(
    `update sync_preview set ${assignments} where id = $1 and fence = $2 and state = 'running' returning 1`,
    [lease.previewId, lease.fence, ...params],
  );
  if (rows.length === 0) throw leaseLost('preview, or it was cancelled', { previewId: lease.previewId });
}

const first = (rows: PreviewRow[]): PreviewRow | null =>
  rows[0] ? { ...rows[0], entities: rows[0].entities.map(withTimes) } : null;

/** Previews of all workspaces that nobody is at. */
export const readWaitingPreviews = (
  database: Pick<Database, 'acrossWorkspaces'>,
): Promise<{ workspaceId: Id; previewId: Id }[]> =>
  database.acrossWorkspaces((tx) =>
    tx.query<{ workspaceId: Id; previewId: Id }>(
      'select workspace_id as "workspaceId", preview_id as "previewId" from system_waiting_previews()',
    ),
  );

/** The revision of the settings now, and whether the sync was started; null when the connection has no settings yet. */
export async function readStanding(
  { db }: Tx,
  connectionId: Id,
): Promise<{ revision: number; isStarted: boolean } | null> {
  const row = await db
    .selectFrom('sync_settings as s')
    .innerJoin('connection as c', 'c.id', 's.connection_id')
    .select(['s.revision', 'c.sync_started_at as startedAt'])
    .where('c.id', '=', connectionId)
    .executeTakeFirst();
  return row ? { revision: row.revision, isStarted: row.startedAt !== null } : null;
}
