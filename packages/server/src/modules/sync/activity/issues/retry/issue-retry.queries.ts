import type { Direction, EntityType } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../../../platform/database/database.ts';
import { leaseLost } from '../../../../../platform/errors.ts';
import type { Id } from '../../../../../platform/ids.ts';

/** Issues of one cause, kind of record and direction: what is mended and retried together. */
export interface IssueScope {
  code: string;
  entity: EntityType;
  direction: Direction;
}

export interface IssueRetryRow extends IssueScope {
  id: Id;
  connectionId: Id;
  requestedBy: string;
  requestedById: Id | null;
  state: 'running' | 'done' | 'stopped';
  total: number;
  tried: number;
  settled: number;
  refused: number;
  lastProblem: string | null;
  position: Id | null;
  startedAt: Date;
  finishedAt: Date | null;
}

const columns = `r.id, r.connection_id as "connectionId", r.code, r.entity, r.direction, r.requested_by as "requestedBy",
  r.requested_by_id as "requestedById", r.state, r.total, r.tried, r.settled, r.refused, r.last_problem as "lastProblem", r.position,
  r.started_at as "startedAt", r.finished_at as "finishedAt"`;

export async function findRetry(tx: Tx, id: Id): Promise<IssueRetryRow | null> {
  const [row] = await tx.query<IssueRetryRow>(`select ${columns} from issue_retry r where r.id = $1`, [id]);
  return row ?? null;
}

/** Those that run, and those that ended a moment ago. */
export const recentRetries = (tx: Tx): Promise<IssueRetryRow[]> =>
  tx.query<IssueRetryRow>(
    `select ${columns} from issue_retry r where r.state = 'running' or r.finished_at > now() - interval '10 minutes'
     order by r.started_at desc limit 20`,
  );

/** What the newest open issue of the scope says. */
export async function newestMessage(tx: Tx, { code, entity, direction }: IssueScope): Promise<string> {
  const [row] = await tx.query<{ message: string }>(
    `select message from sync_issue where state = 'open' and code = $1 and entity = $2 and direction = $3 order by id desc limit 1`,
    [code, entity, direction],
  );
  return row?.message ?? '';
}

/** Opens a retry of all issues of the scope that are open now; null when there is none, or one goes on already. */
export async function openRetry(
  tx: Tx,
  { code, entity, direction }: IssueScope,
  by: { name: string; userId: Id | null },
): Promise<IssueRetryRow | null> {
  const rows = await tx.query<{ id: Id }>(
    `insert into issue_retry (connection_id, code, entity, direction, total, requested_by, requested_by_id)
     select connection_id, code, entity, direction, count(*)::int, $4, $5 from sync_issue
     where state = 'open' and code = $1 and entity = $2 and direction = $3 group by connection_id, code, entity, direction
     on conflict do nothing returning id`,
    [code, entity, direction, by.name, by.userId],
  );
  return rows[0] ? findRetry(tx, rows[0].id) : null;
}

/** Takes a retry unless another worker's lease is alive, or renews the own one. */
export async function leaseRetry(
  tx: Tx,
  id: Id,
  lease: { owner: string; leaseMs: number },
): Promise<IssueRetryRow | null> {
  const rows = await tx.query<{ id: Id }>(
    `update issue_retry set lease_owner = $2, lease_until = clock_timestamp() + make_interval(secs => $3)
     where id = $1 and state = 'running' and (lease_until is null or lease_until < clock_timestamp() or lease_owner = $2) returning id`,
    [id, lease.owner, lease.leaseMs / 1000],
  );
  return rows.length > 0 ? findRetry(tx, id) : null;
}

/** The next ones that were open when the retry was asked for. */
export const nextIssues = (tx: Tx, retry: IssueRetryRow, limit: number): Promise<{ id: Id }[]> =>
  tx.query(
    `select i.id from sync_issue i where i.connection_id = $1 and i.code = $2 and i.entity = $3 and i.direction = $4 and i.state = 'open'
       and i.first_seen_at <= $5 and i.id > $6 order by i.id limit ${limit}`,
    [
      retry.connectionId,
      retry.code,
      retry.entity,
      retry.direction,
      retry.startedAt,
      retry.position ?? '00000000-0000-0000-0000-000000000000',
    ],
  );

/** How trying one issue came out. */
export interface TriedIssue {
  id: Id;
  isSettled: boolean;
  problem: string | null;
}

/** Writes down one issue that was tried; throws "lease_lost" when another worker has the retry by now. */
export async function noteTried(
  tx: Tx,
  retryId: Id,
  { id, isSettled, problem }: TriedIssue,
  lease: { owner: string; leaseMs: number },
): Promise<void> {
  const rows = await tx.query(
    `update issue_retry set tried = tried + 1, settled = settled + $3::int, refused = refused + $4::int,
       last_problem = coalesce($5, last_problem), position = $6, lease_until = clock_timestamp() + make_interval(secs => $7)
     where id = $1 and lease_owner = $2 and state = 'running' returning 1`,
    [retryId, lease.owner, isSettled ? 1 : 0, problem === null ? 0 : 1, problem, id, lease.leaseMs / 1000],
  );
  if (rows.length === 0) throw leaseLost('retry of issues');
}

export async function endRetry(tx: Tx, id: Id, state: 'done' | 'stopped'): Promise<void> {
  await tx.query(
    `update issue_retry set state = $2, finished_at = now(), lease_owner = null, lease_until = null where id = $1 and state = 'running'`,
    [id, state],
  );
}

/** Retries of all workspaces that nobody works on. */
export const unfinishedRetries = (tx: Pick<Tx, 'query'>): Promise<{ workspaceId: Id; retryId: Id }[]> =>
  tx.query(`select workspace_id as "workspaceId", retry_id as "retryId" from system_unfinished_issue_retries()`);
