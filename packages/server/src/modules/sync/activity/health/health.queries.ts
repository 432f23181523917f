import type { EntityType } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';

export interface EntityCounts {
  entity: EntityType;
  linked: number;
  pending: number;
  failing: number;
  broken: number;
  /** Excluded by a filter, or because what it belongs to is. */
  excluded: number;
  /** Linked, and apart by choice: ConnectWise has a value that the settings do not take in, or a changed map has set a field apart. */
  differing: number;
}

/** How records are told of that a filter keeps out, or what they belong to. */
export const excludedCodes: readonly string[] = ['excluded', 'parent_excluded'];

/** Figures of these kinds of records, zero where there are none; one statement. */
export function countEntities(tx: Tx, connectionId: Id, entities: readonly EntityType[]): Promise<EntityCounts[]> {
  return tx.query<EntityCounts>(
    `with link as (select entity, count(*) filter (where state = 'linked')::int as linked, count(*) filter (where state = 'broken')::int as broken
       from entity_link where connection_id = $1 group by entity),
     push as (select entity, count(*)::int as pending from push_request where connection_id = $1 and state in ('pending', 'running') group by entity),
     skip as (select entity, count(*)::int as excluded from sync_skip where connection_id = $1 and code = any($3::text[]) group by entity),
     apart as (select entity, count(*)::int as differing from entity_link
       where connection_id = $1 and state = 'linked' and jsonb_exists_any(base, array['$apart', '$closed']) group by entity),
     issue as (select entity, count(*)::int as failing from sync_issue where connection_id = $1 and state = 'open' group by entity)
     select k.entity, coalesce(link.linked, 0) as linked, coalesce(push.pending, 0) as pending, coalesce(issue.failing, 0) as failing,
       coalesce(link.broken, 0) as broken, coalesce(skip.excluded, 0) as excluded, coalesce(apart.differing, 0) as differing
     from unnest($2::text[]) with ordinality as k(entity, place)
     left join link using (entity) left join push using (entity) left join issue using (entity)
     left join skip using (entity) left join apart using (entity) order by k.place`,
    [connectionId, entities, excludedCodes],
  );
}
