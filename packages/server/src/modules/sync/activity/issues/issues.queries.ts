import type { Direction, EntityType, IssueState, SetupStep } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { TotalsDifference } from './totals-difference.type.ts';

export interface IssueRow {
  id: Id;
  connectionId: Id;
  entity: EntityType;
  direction: Direction;
  code: string;
  message: string;
  advice: string | null;
  recordName: string | null;
  localId: Id | null;
  remoteId: string | null;
  state: IssueState;
  attempts: number;
  firstSeenAt: Date;
  lastSeenAt: Date;
  nextRetryAt: Date | null;
  /** How it ended, when, and by whom; no name where the sync ended it by itself. */
  resolution: string | null;
  settledAt: Date | null;
  settledBy: string | null;
  assigneeId: Id | null;
  parkedAt: Date | null;
  parkedBy: string | null;
  parkedReason: string | null;
  detail: {
    candidates?: { id: Id; name: string; detail: string }[];
    step?: SetupStep;
    difference?: TotalsDifference;
    about?: Id;
    localId?: Id;
    linkedTo?: string | null;
  };
}

export interface IssueFilter {
  state: IssueState | null;
  entity: EntityType | null;
  code: string | null;
  direction?: Direction | null;
  /** Only those put aside, or only the others. */
  parked?: boolean | null;
  localId?: Id | null;
  /** Only of records that ConnectWise has, as the overview counts them. */
  there?: boolean | null;
  /** Somewhere in the record's name, its ID in ConnectWise, or what is wrong. */
  text?: string | null;
}

const columns = `i.id, i.connection_id as "connectionId", i.entity, i.direction, i.code, i.message, i.advice, i.record_name as "recordName",
  i.local_id as "localId", i.remote_id as "remoteId", i.state, i.attempts, i.first_seen_at as "firstSeenAt", i.last_seen_at as "lastSeenAt",
  i.next_retry_at as "nextRetryAt", i.resolution, i.settled_at as "settledAt", i.settled_by as "settledBy", i.assignee_id as "assigneeId",
  i.parked_at as "parkedAt", i.parked_by as "parkedBy", i.parked_reason as "parkedReason", i.detail`;

export async function findIssue(tx: Tx, id: Id): Promise<IssueRow | null> {
  const rows = await tx.query<IssueRow>(`select ${columns} from sync_issue i where i.id = $1`, [id]);
  return rows[0] ?? null;
}

/** Newest first. `after` is the last row of the page before: its time in microseconds since 1970, as text, and its ID. */
export async function listIssues(
  tx: Tx,
  filter: IssueFilter,
  page: { limit: number; after: { at: string; id: Id } | null },
): Promise<(IssueRow & { at: string })[]> {
  const { where, params } = conditions(filter);
  if (page.after)
    where.push(
      `(i.last_seen_at, i.id) < (timestamptz 'epoch' + $${params.push(page.after.at)}::bigint * interval '1 microsecond', $${params.push(page.after.id)}::uuid)`,
    );
  return tx.query(
    `select ${columns}, (extract(epoch from i.last_seen_at) * 1000000)::bigint::text as at from sync_issue i
     where ${where.join(' and ')} order by i.last_seen_at desc, i.id desc limit $${params.push(page.limit)}`,
    params,
  );
}

export async function countIssues(tx: Tx, filter: IssueFilter): Promise<number> {
  const { where, params } = conditions(filter);
  const rows = await tx.query<{ count: number }>(
    `select count(*)::int as count from sync_issue i where ${where.join(' and ')}`,
    params,
  );
  return rows[0]?.count ?? 0;
}

/** What these records of the CRM are linked to, as long as it is there. */
export const linkedIds = (tx: Tx, localIds: readonly Id[]) =>
  tx.query<{ localId: Id; remoteId: string }>(
    `select l.local_id as "localId", l.remote_id as "remoteId" from entity_link l where l.local_id = any($1::uuid[]) and l.state <> 'broken'`,
    [localIds],
  );

/** Closes an open issue on a person's word; false when it was closed meanwhile. */
export async function closeIssue(
  tx: Tx,
  id: Id,
  { state, resolution, by }: { state: 'resolved' | 'dismissed'; resolution: string; by: string },
): Promise<boolean> {
  const rows = await tx.query(
    `update sync_issue set state = $2, resolution = $3, settled_by = $4, next_retry_at = null where id = $1 and state = 'open' returning 1`,
    [id, state, resolution, by],
  );
  return rows.length > 0;
}

/** A WHERE over `sync_issue i`. */
export function conditions(filter: IssueFilter): { where: string[]; params: unknown[] } {
  const params: unknown[] = [];
  const where: string[] = ['true'];
  if (filter.state) where.push(`i.state = $${params.push(filter.state)}`);
  if (filter.entity) where.push(`i.entity = $${params.push(filter.entity)}`);
  if (filter.code) where.push(`i.code = $${params.push(filter.code)}`);
  if (filter.direction) where.push(`i.direction = $${params.push(filter.direction)}`);
  if (filter.parked != null) where.push(`i.parked_at is ${filter.parked ? 'not null' : 'null'}`);
  if (filter.localId) where.push(ofRecord(`$${params.push(filter.localId)}`));
  if (filter.there) where.push(isThere);
  const text = filter.text?.trim();
  if (text) {
    const like = `$${params.push(`%${text.replace(/[\\%_]/g, '\\$&')}%`)}`;
    where.push(`(i.record_name ilike ${like} or i.message ilike ${like} or i.remote_id = $${params.push(text)})`);
  }
  return { where, params };
}

/** The issue `i` is of this record of the CRM, or of one for whose link its push waits. */
const ofRecord = (localId: string): string =>
  `(i.local_id = ${localId} or (i.direction = 'out' and i.local_id in (select r.waits_for from push_request r
    where r.workspace_id = i.workspace_id and r.connection_id = i.connection_id and r.local_id = ${localId} and r.state <> 'done')))`;

/** ConnectWise has the record of the issue `i`: it names one that is no broken link's, or that of the CRM is linked to one. */
const isThere = `case when exists (select from entity_link l where l.workspace_id = i.workspace_id and l.connection_id = i.connection_id
    and l.entity = i.entity and (l.remote_id = i.remote_id or l.local_id = i.local_id))
  then exists (select from entity_link l where l.workspace_id = i.workspace_id and l.connection_id = i.connection_id
    and l.entity = i.entity and (l.remote_id = i.remote_id or l.local_id = i.local_id) and l.state <> 'broken')
  else i.remote_id is not null end`;
