import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { LinkedEntity } from './link.ts';
import { manyRemoved } from './removal.messages.ts';

/** `broken`: go on and break the links; `held`: nothing is broken until a person has decided; `kept`: a person decided to keep the links. */
export type RemovalVerdict = 'broken' | 'held' | 'kept';

export interface RemovalScope {
  connectionId: Id;
  entity: LinkedEntity;
}

/** Code of the one issue that asks about a wave of removals. */
export const MANY_REMOVED = 'many_removed';

/** So few are never taken for a wave. */
const MIN_LIMIT = 10;
/** A run of pushes has no end that could be named, so what is counted together is what happened within an hour. */
const WINDOW = `interval '1 hour'`;
/** How long a person's word holds: to break them, or to leave the links as they are. */
const ALLOWED_FOR = `interval '1 hour'`;
const KEPT_FOR = `interval '1 day'`;

const words: Partial<Record<LinkedEntity, string>> = {
  company: 'companies',
  contact: 'contacts',
  product: 'catalog items',
  opportunity: 'opportunities',
};

/**
 * Asked before links are marked as broken because ConnectWise no longer has their records, by pulls and pushes alike. When more than a tenth of
 * the links of one kind would break within an hour, it is likelier that something is wrong than that so much was removed: a restored backup, a
 * wrong account, rights taken away. Then no further link breaks, and one issue asks.
 */
export async function judgeRemovals(tx: Tx, scope: RemovalScope, count: number): Promise<RemovalVerdict> {
  const { connectionId, entity } = scope;
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('removals:' || $1 || $2, 0))`, [connectionId, entity]);
  const { total, recent, standing } = await standingOf(tx, scope);
  if (standing === 'allowed') return 'broken';
  if (standing !== null) return standing;
  if (recent + count <= Math.max(MIN_LIMIT, Math.floor(total / 10))) return 'broken';
  await hold(tx, scope, { removed: recent + count, total });
  return 'held';
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
    `update removal_hold set state = 'kept', until = now() + ${KEPT_FOR} where connection_id = $1 and entity = $2`,
    [connectionId, entity],
  );
}

interface Standing {
  total: number;
  recent: number;
  standing: 'allowed' | 'held' | 'kept' | null;
}

/** What broke while it was allowed does not count for the next wave. */
async function standingOf(tx: Tx, { connectionId, entity }: RemovalScope): Promise<Standing> {
  const [row] = await tx.query<Standing>(
    `with said as (select state, until from removal_hold where connection_id = $1 and entity = $2)
     select count(*) filter (where l.state <> 'broken' or l.broken_at > now() - ${WINDOW})::int as total,
       count(*) filter (where l.broken_at > greatest(now() - ${WINDOW}, (select until from said)))::int as recent,
       (select state from said where state = 'held' or until > now()) as standing
     from entity_link l where l.connection_id = $1 and l.entity = $2`,
    [connectionId, entity],
  );
  return row ?? { total: 0, recent: 0, standing: null };
}

async function hold(
  tx: Tx,
  { connectionId, entity }: RemovalScope,
  { removed, total }: { removed: number; total: number },
): Promise<void> {
  await tx.query(
    `insert into removal_hold (connection_id, entity, state) values ($1, $2, 'held')
     on conflict (workspace_id, connection_id, entity) do update set state = 'held', until = null, at = now()`,
    [connectionId, entity],
  );
  const told = manyRemoved({ removed, total, what: words[entity] ?? 'records' });
  await tx.query(
    `insert into sync_issue (connection_id, entity, direction, code, message, advice)
     values ($1, $2, 'in', '${MANY_REMOVED}', $3, $4)
     on conflict (workspace_id, connection_id, entity, direction, record_key) where state = 'open' do update set last_seen_at = now()`,
    [connectionId, entity, told.message, told.advice],
  );
}
