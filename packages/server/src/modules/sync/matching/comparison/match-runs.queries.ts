import type { Database, Tx } from '../../../../platform/database/database.ts';
import { leaseLost } from '../../../../platform/errors.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';
import { comparedRecords } from './compared-records.ts';

export type MatchRunState = 'running' | 'done' | 'failed';

export interface MatchRunEntity {
  entity: PulledEntity;
  /** How many ConnectWise said that there are. */
  expected: number | null;
  read: number;
  resumeAfterId: number;
  isRead: boolean;
  compared: number;
  /** Pairs found; null until all are compared. */
  pairs: number | null;
  isCompared: boolean;
}

export interface MatchRunRow {
  id: Id;
  connectionId: Id;
  state: MatchRunState;
  /** Of the settings whose filters it goes by; null for runs of old, which went by none. */
  settingsRevision: number | null;
  startedAt: Date;
  startedBy: string;
  finishedAt: Date | null;
  error: string | null;
  entities: MatchRunEntity[];
}

/** The right of one worker to go on with a run; a higher fence shuts out whoever held it before. Times are the database's. */
export interface MatchLease {
  runId: Id;
  owner: string;
  fence: string;
  leaseMs: number;
}

const columns = `r.id, r.connection_id as "connectionId", r.state, r.settings_revision as "settingsRevision", r.started_at as "startedAt", r.started_by as "startedBy",
  r.finished_at as "finishedAt", r.error,
  (select jsonb_agg(jsonb_build_object('entity', e.entity, 'expected', e.expected, 'read', e.read, 'resumeAfterId', e.resume_after_id,
    'isRead', e.read_at is not null, 'compared', e.compared, 'pairs', e.pairs, 'isCompared', e.compared_at is not null) order by e.position)
   from match_run_entity e where e.workspace_id = r.workspace_id and e.run_id = r.id) as entities`;

export async function latestMatchRun(tx: Tx, connectionId: Id): Promise<MatchRunRow | null> {
  const rows = await tx.query<MatchRunRow>(
    `select ${columns} from match_run r where r.connection_id = $1 order by r.id desc limit 1`,
    [connectionId],
  );
  return rows[0] ?? null;
}

/** The revision of the settings that the last comparison to come to its end went by; null when there is none. */
export async function readComparedRevision(tx: Tx, connectionId: Id): Promise<{ revision: number | null } | null> {
  const rows = await tx.query<{ revision: number | null }>(
    `select settings_revision as revision from match_run where connection_id = $1 and state = 'done' order by id desc limit 1`,
    [connectionId],
  );
  return rows[0] ?? null;
}

/** Opens a run unless one is running. */
export async function openMatchRun(
  tx: Tx,
  run: { id: Id; connectionId: Id; startedBy: string; settingsRevision: number },
): Promise<void> {
  const made = await tx.query(
    `insert into match_run (id, connection_id, started_by, settings_revision) values ($1, $2, $3, $4)
     on conflict (workspace_id, connection_id) where state = 'running' do nothing returning 1`,
    [run.id, run.connectionId, run.startedBy, run.settingsRevision],
  );
  if (made.length === 0) return;
  await tx.query(
    `insert into match_run_entity (run_id, entity, position)
     select $1, e.entity, e.place from unnest($2::text[]) with ordinality as e(entity, place)`,
    [run.id, comparedRecords().map(({ entity }) => entity)],
  );
}

/** Takes the run of a connection unless another worker is at it; null when there is none to take. */
export async function takeMatchLease(
  tx: Tx,
  connectionId: Id,
  owner: string,
  leaseMs: number,
): Promise<{ lease: MatchLease; run: MatchRunRow } | null> {
  const rows = await tx.query<{ id: Id; fence: string }>(
    `update match_run set fence = fence + 1, lease_owner = $2, lease_until = clock_timestamp() + make_interval(secs => $3),
       resumed = resumed + (fence > 0)::int
     where connection_id = $1 and state = 'running' and (lease_until is null or lease_until < clock_timestamp()) returning id, fence`,
    [connectionId, owner, leaseMs / 1000],
  );
  const taken = rows[0];
  const run = taken && (await latestMatchRun(tx, connectionId));
  return run ? { run, lease: { runId: run.id, owner, fence: taken.fence, leaseMs } } : null;
}

/** Says "still at it"; AppError `lease_lost` when another worker has taken over. Called in every transaction that writes. */
export async function renewMatchLease(tx: Tx, lease: MatchLease): Promise<void> {
  await fenced(tx, lease, `lease_until = clock_timestamp() + make_interval(secs => $4)`, [lease.leaseMs / 1000]);
}

export async function releaseMatchLease(tx: Tx, lease: MatchLease, error: string | null): Promise<void> {
  await fenced(tx, lease, `lease_owner = null, lease_until = null, error = $4`, [error]);
}

export async function finishMatchRun(
  tx: Tx,
  lease: MatchLease,
  state: Exclude<MatchRunState, 'running'>,
  error: string | null,
): Promise<void> {
  await fenced(
    tx,
    lease,
    `state = $4, error = $5, finished_at = clock_timestamp(), lease_owner = null, lease_until = null`,
    [state, error],
  );
}

async function fenced(tx: Tx, lease: MatchLease, assignments: string, params: unknown[]): Promise<void> {
  const rows = await tx.query(
    `update match_run set ${assignments} where id = $1 and fence = $2 and lease_owner = $3 and state = 'running' returning 1`,
    [lease.runId, lease.fence, lease.owner, ...params],
  );
  if (rows.length === 0) throw leaseLost('comparison');
}

export async function noteExpected(tx: Tx, runId: Id, entity: PulledEntity, expected: number): Promise<void> {
  await tx.query(`update match_run_entity set expected = $3 where run_id = $1 and entity = $2`, [
    runId,
    entity,
    expected,
  ]);
}

export async function noteRead(
  tx: Tx,
  runId: Id,
  entity: PulledEntity,
  page: { count: number; lastId: number; isLast: boolean },
): Promise<void> {
  await tx.query(
    `update match_run_entity set read = read + $3, resume_after_id = $4, read_at = case when $5 then now() end
     where run_id = $1 and entity = $2`,
    [runId, entity, page.count, page.lastId, page.isLast],
  );
}

export async function noteCompared(
  tx: Tx,
  runId: Id,
  entity: PulledEntity,
  progress: { compared: number; pairs: number | null },
): Promise<void> {
  await tx.query(
    `update match_run_entity set compared = $3, pairs = $4, compared_at = case when $4::int is not null then now() end
     where run_id = $1 and entity = $2`,
    [runId, entity, progress.compared, progress.pairs],
  );
}

/** Comparisons of all workspaces that nobody is at. */
export const readLeftMatchRuns = (
  database: Pick<Database, 'acrossWorkspaces'>,
): Promise<{ workspaceId: Id; connectionId: Id }[]> =>
  database.acrossWorkspaces((tx) =>
    tx.query<{ workspaceId: Id; connectionId: Id }>(
      'select workspace_id as "workspaceId", connection_id as "connectionId" from system_unfinished_matches()',
    ),
  );

/** Tells the planner how many rows there are now. */
export async function analyzeRead(tx: Tx): Promise<void> {
  await tx.query('analyze match_record, match_excluded');
}

export async function analyzePairs(tx: Tx): Promise<void> {
  await tx.query('analyze match_pair');
}
