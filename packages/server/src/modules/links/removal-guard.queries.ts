import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { LinkedEntity } from './link.ts';

export interface RemovalScope {
  connectionId: Id;
  entity: LinkedEntity;
}

/** Code of the one issue that asks about a wave of removals. */
export const MANY_REMOVED = 'many_removed';

/** A run of pushes has no end that could be named, so what is counted together is what happened within an hour. */
const WINDOW = `interval '1 hour'`;
/** How long a person's word holds: to break them, or to leave the links as they are. */
const ALLOWED_FOR = `interval '1 hour'`;
const KEPT_FOR = `interval '1 day'`;

/** Whoever judges removals of one kind of record waits for the others who do. */
export async function lockRemovals(tx: Tx, { connectionId, entity }: RemovalScope): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('removals:' || $1 || $2, 0))`, [connectionId, entity]);
}

/** A person says that they really were removed. */
export function allowRemovals(tx: Tx, { connectionId, entity }: RemovalScope): Promise<unknown> {
  return tx.query(
    `update removal_hold set state = 'allowed', until = now() + ${ALLOWED_FOR} where connection_id = $1 and entity = $2`,
    [connectionId, entity],
  );
}

/** A person says that the links are to stay. */
export function keepLinks(tx: Tx, { connectionId, entity }: RemovalScope): Promise<unknown> {
  return tx.query(
    `update removal_hold set state = 'kept', at = now(), until = now() + ${KEPT_FOR} where connection_id = $1 and entity = $2`,
    [connectionId, entity],
  );
}

interface Removals {
  total: number;
  recent: number;
  standing: 'allowed' | 'held' | 'kept' | null;
  /** Those of these links about which somebody was asked. */
  asked: Id[];
}

/** What broke while it was allowed, or before somebody decided, does not count for the next wave. */
export async function readRemovals(
  tx: Tx,
  { connectionId, entity }: RemovalScope,
  linkIds: readonly Id[],
): Promise<Removals> {
  const [row] = await tx.query<Removals>(
    `with said as (select state, until, case when state = 'kept' then at else until end as counts_from from removal_hold where connection_id = $1 and entity = $2)
     select count(*) filter (where l.state <> 'broken' or l.broken_at > now() - ${WINDOW})::int as total,
       count(*) filter (where l.broken_at > greatest(now() - ${WINDOW}, (select counts_from from said)))::int as recent,
       (select state from said where state = 'held' or until > now()) as standing,
       (select coalesce(jsonb_agg(a.id), '[]') from entity_link a where a.id = any($3::uuid[]) and a.removal_asked_at is not null) as asked
     from entity_link l where l.connection_id = $1 and l.entity = $2`,
    [connectionId, entity, linkIds],
  );
  return row ?? { total: 0, recent: 0, standing: null, asked: [] };
}

/** Breaks no further link until somebody decides. */
export async function keepRemovalHold(tx: Tx, { connectionId, entity }: RemovalScope): Promise<void> {
  await tx.query(
    `insert into removal_hold (connection_id, entity, state) values ($1, $2, 'held')
     on conflict (workspace_id, connection_id, entity) do update set state = 'held', until = null, at = now()`,
    [connectionId, entity],
  );
}

/** What is decided is about these links, and about no others that are gone later. */
export const noteAsked = (tx: Tx, linkIds: readonly Id[]): Promise<unknown> =>
  tx.query(`update entity_link set removal_asked_at = now() where id = any($1::uuid[]) and removal_asked_at is null`, [
    linkIds,
  ]);

/** SQL: the record of the link `l` is gone from ConnectWise, also where a wave of removals is held, or its links are kept. */
export const isGoneThere = (l: string): string => `(${l}.state = 'broken' or ${l}.removal_asked_at is not null)`;

/** Whether ConnectWise does not have the record of a link any more, as far as that is known. */
export async function isLinkGone(tx: Tx, linkId: Id): Promise<boolean> {
  const [row] = await tx.query<{ isGone: boolean }>(
    `select ${isGoneThere('l')} as "isGone" from entity_link l where l.id = $1`,
    [linkId],
  );
  return row?.isGone === true;
}

/** Their records are there again. */
export const forgetAsked = async (tx: Tx, linkIds: readonly Id[]): Promise<void> => {
  if (linkIds.length === 0) return;
  await tx.query(`update entity_link set removal_asked_at = null where id = any($1::uuid[])`, [linkIds]);
};

/** Opens the one issue that asks, or sees it again. */
export async function openRemovalIssue(
  tx: Tx,
  { connectionId, entity }: RemovalScope,
  { message, advice }: { message: string; advice: string },
): Promise<void> {
  await tx.query(
    `insert into sync_issue (connection_id, entity, direction, code, message, advice)
     values ($1, $2, 'in', $3, $4, $5)
     on conflict (workspace_id, connection_id, entity, direction, record_key) where state = 'open' do update set last_seen_at = now()`,
    [connectionId, entity, MANY_REMOVED, message, advice],
  );
}
