import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';
import { comparedSync } from '../comparison/compared-records.ts';
import { bucketConditions, type MatchBucket, matchBuckets } from '../scoring/match-buckets.queries.ts';
import type { AttributeScore, MatchVeto } from '../scoring/score.rules.ts';

export const matchStates = ['proposed', 'later', 'linked', 'rejected', 'create'] as const;
export type MatchState = (typeof matchStates)[number];

export interface MatchPairRow {
  id: Id;
  connectionId: Id;
  entity: PulledEntity;
  remoteId: string;
  remoteName: string;
  remoteParentId: string | null;
  localId: Id;
  localName: string;
  localParentId: Id | null;
  score: number;
  rival: number;
  best: number;
  veto: MatchVeto | null;
  breakdown: AttributeScore[];
  state: MatchState;
  decidedBy: string | null;
  decidedAt: Date | null;
}

export type BucketCounts = { entity: PulledEntity } & Record<MatchBucket, number>;

/** Counts of the pairs of one kind of record for a threshold; one statement. */
export async function countBuckets(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  threshold: number,
): Promise<BucketCounts> {
  const conditions = bucketConditions('$3');
  const filters = matchBuckets.map((bucket) => `count(*) filter (where ${conditions[bucket]})::int as "${bucket}"`);
  const [counts] = await tx.query<Record<MatchBucket, number>>(
    `select ${filters.join(', ')} from match_pair p where p.connection_id = $1 and p.entity = $2`,
    [connectionId, entity, threshold],
  );
  if (!counts) throw new Error('The pairs could not be counted.');
  return { entity, ...counts };
}

/** How many pairs wait for a person: open, and not so clear that they are linked by themselves. */
export async function countWaiting(tx: Tx, connectionId: Id, threshold: number): Promise<number> {
  const { probable, ambiguous } = bucketConditions('$2');
  const rows = await tx.query<{ count: number }>(
    `select count(*)::int as count from match_pair p where p.connection_id = $1 and ((${probable}) or (${ambiguous}))`,
    [connectionId, threshold],
  );
  return rows[0]?.count ?? 0;
}

const columns = `p.id, p.connection_id as "connectionId", p.entity, p.remote_id as "remoteId", p.remote_name as "remoteName",
  p.remote_parent_id as "remoteParentId", p.local_id as "localId", p.local_name as "localName", p.local_parent_id as "localParentId",
  p.score, p.rival, p.best, p.veto, p.breakdown, p.state, p.decided_by as "decidedBy", p.decided_at as "decidedAt"`;

export interface PairFilter {
  entity: PulledEntity;
  bucket: MatchBucket | null;
  threshold: number;
  search: string | null;
  /** One ConnectWise record: where an issue leads to. */
  remoteId: string | null;
}

/** Where a page ended: the order is best score of the ConnectWise record, its ID, the pair's score, the pair. */
export type PairPosition = readonly [best: number, remoteId: string, score: number, id: Id];

/** Pairs of one ConnectWise record stand together, the most likely first. */
export function listPairs(
  tx: Tx,
  connectionId: Id,
  filter: PairFilter,
  page: { limit: number; after: PairPosition | null },
): Promise<MatchPairRow[]> {
  const { where, params } = conditionsOf(connectionId, filter);
  if (page.after) {
    const [best, remoteId, score, id] = page.after;
    const [b, r, s, i] = [params.push(best), params.push(remoteId), params.push(score), params.push(id)];
    where.push(
      `(p.best < $${b} or (p.best = $${b} and (p.remote_id > $${r} or (p.remote_id = $${r} and (p.score < $${s} or (p.score = $${s} and p.id > $${i}::uuid))))))`,
    );
  }
  return tx.query<MatchPairRow>(
    `select ${columns} from match_pair p where ${where.join(' and ')}
     order by p.best desc, p.remote_id, p.score desc, p.id limit $${params.push(page.limit)}`,
    params,
  );
}

export async function countPairs(tx: Tx, connectionId: Id, filter: PairFilter): Promise<number> {
  const { where, params } = conditionsOf(connectionId, filter);
  const rows = await tx.query<{ count: number }>(
    `select count(*)::int as count from match_pair p where ${where.join(' and ')}`,
    params,
  );
  return rows[0]?.count ?? 0;
}

function conditionsOf(connectionId: Id, filter: PairFilter): { where: string[]; params: unknown[] } {
  const params: unknown[] = [connectionId, filter.entity];
  const where = ['p.connection_id = $1', 'p.entity = $2'];
  if (filter.bucket) {
    const usesThreshold = ['exact', 'probable', 'ambiguous'].includes(filter.bucket);
    const threshold = usesThreshold ? `$${params.push(filter.threshold)}` : '0';
    where.push(`(${bucketConditions(threshold)[filter.bucket]})`);
  }
  if (filter.search)
    where.push(`p.search_text like '%' || $${params.push(escaped(filter.search.toLowerCase()))} || '%'`);
  if (filter.remoteId) where.push(`p.remote_id = $${params.push(filter.remoteId)}`);
  return { where, params };
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** These pairs, locked in one order so that two people who decide the same ones wait for each other. */
export function lockPairs(tx: Tx, connectionId: Id, ids: readonly Id[]): Promise<MatchPairRow[]> {
  return tx.query<MatchPairRow>(
    `select ${columns} from match_pair p join unnest($2::uuid[]) as k(id) on k.id = p.id where p.connection_id = $1
     order by p.id for update of p`,
    [connectionId, ids],
  );
}

/** The clearest pairs that can be linked now: of what belongs to others those whose parents are linked to each other. */
export async function clearPairIds(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  threshold: number,
  limit: number,
): Promise<Id[]> {
  const { parent } = comparedSync(entity).comparison;
  const parents = parent
    ? `and exists (select from entity_link c where c.connection_id = p.connection_id and c.entity = '${parent.entity}'
           and c.remote_id = p.remote_parent_id and c.local_id = p.local_parent_id)`
    : '';
  const rows = await tx.query<{ id: Id }>(
    `select p.id from match_pair p where p.connection_id = $1 and p.entity = $2 and ${bucketConditions('$3').exact} ${parents}
     order by p.id limit $4`,
    [connectionId, entity, threshold, limit],
  );
  return rows.map((row) => row.id);
}

/** All that people have decided, for taking it elsewhere. */
export function listDecided(tx: Tx, connectionId: Id): Promise<MatchPairRow[]> {
  return tx.query<MatchPairRow>(
    `select ${columns} from match_pair p where p.connection_id = $1 and p.state <> 'proposed'
     order by p.entity, length(p.remote_id), p.remote_id, p.local_id`,
    [connectionId],
  );
}
