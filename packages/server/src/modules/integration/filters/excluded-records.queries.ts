import type { EntityType } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

/** A record of ConnectWise that is excluded, or stays as it is, with the rule that decided. */
export interface ExcludedRow {
  id: Id;
  entity: EntityType;
  remoteId: string;
  name: string;
  code: string;
  rule: string | null;
  reason: string;
  at: Date;
  /** The CRM record that it is linked to; that one keeps its own values. */
  localId: Id | null;
}

export interface ExcludedFilter {
  entity: EntityType | null;
  rule: string | null;
  /** A LIKE pattern over name and ID. */
  pattern: string | null;
}

const isExcluded = `s.code in ('excluded', 'parent_excluded')`;

/** A parent is kept by its ID, which nobody knows it by: `its company 40 is excluded` is told as `its company "Harbor" is excluded`. */
const reason = `case when s.code = 'parent_excluded' then coalesce((
    select replace(s.reason, m.parts[1] || ' ' || m.parts[2] || ' is ', m.parts[1] || ' "' || p.name || '" is ')
    from regexp_match(s.reason, '^its (company|contact|part) ([0-9]+) is ') m(parts)
    join sync_skip p on p.workspace_id = s.workspace_id and p.connection_id = s.connection_id and p.remote_id = m.parts[2] and p.name is not null
      and p.entity = case m.parts[1] when 'part' then 'product' else m.parts[1] end
    limit 1), s.reason) else s.reason end`;

/** Newest first; `before` is the last row of the page before. */
export function listExcluded(
  tx: Tx,
  connectionId: Id,
  filter: ExcludedFilter,
  page: { limit: number; before: Id | null },
): Promise<ExcludedRow[]> {
  const { where, params } = conditions(connectionId, filter);
  if (page.before) where.push(`s.id < $${params.push(page.before)}::uuid`);
  return tx.query<ExcludedRow>(
    `select s.id, s.entity, s.remote_id as "remoteId", coalesce(s.name, s.entity || ' ' || s.remote_id) as name, s.code, s.rule, ${reason} as reason, s.at,
       (select l.local_id from entity_link l where l.workspace_id = s.workspace_id and l.connection_id = s.connection_id
         and l.entity = s.entity and l.remote_id = s.remote_id) as "localId"
     from sync_skip s where ${where.join(' and ')} order by s.id desc limit $${params.push(page.limit)}`,
    params,
  );
}

export async function countExcluded(tx: Tx, connectionId: Id, filter: ExcludedFilter): Promise<number> {
  const { where, params } = conditions(connectionId, filter);
  const rows = await tx.query<{ n: number }>(
    `select count(*)::int as n from sync_skip s where ${where.join(' and ')}`,
    params,
  );
  return rows[0]?.n ?? 0;
}

function conditions(connectionId: Id, filter: ExcludedFilter): { where: string[]; params: unknown[] } {
  const params: unknown[] = [connectionId];
  const where = ['s.connection_id = $1', isExcluded];
  if (filter.entity) where.push(`s.entity = $${params.push(filter.entity)}`);
  if (filter.rule) where.push(`s.rule = $${params.push(filter.rule)}`);
  if (filter.pattern) where.push(`s.id in (select search_skips($${params.push(filter.pattern)}))`);
  return { where, params };
}
