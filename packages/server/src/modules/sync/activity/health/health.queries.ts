import type { EntityType } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { isWaitingPush } from '../../../links/record-standing.ts';
import { isApartSql, isLeftSql } from '../../records/fields/held-fields.ts';
import { HELD } from '../../records/skip-codes.ts';

export interface EntityCounts {
  entity: EntityType;
  linked: number;
  pending: number;
  failing: number;
  broken: number;
  /** Excluded by a filter, or because what it belongs to is. */
  excluded: number;
  /** Linked, and apart by choice: ConnectWise has what the settings do not take in, or did not, or a changed map has set a field apart. */
  differing: number;
  /** Changes of here that were not sent because somebody holds their record. */
  held: number;
}

/** How records are told of that a filter keeps out, or what they belong to. */
export const excludedCodes: readonly string[] = ['excluded', 'parent_excluded'];

/** Figures of these kinds of records, zero where there are none; one statement. */
export function countEntities(tx: Tx, connectionId: Id, entities: readonly EntityType[]): Promise<EntityCounts[]> {
  return tx.query<EntityCounts>(
    `with link as (select entity, count(*) filter (where state = 'linked')::int as linked, count(*) filter (where state = 'broken')::int as broken
       from entity_link where connection_id = $1 group by entity),
     push as (select entity, count(*)::int as pending from push_request r where connection_id = $1 and ${isWaitingPush('r')} group by entity),
     skip as (select entity, count(*)::int as excluded from sync_skip where connection_id = $1 and code = any($3::text[]) group by entity),
     apart as (select k.entity, sum(k.n)::int as differing from (
         select l.entity, count(*) as n from entity_link l where l.connection_id = $1 and l.state = 'linked' and ${isApartSql('l')} group by l.entity
         union all
         select s.entity, count(*) from sync_skip s join entity_link l on l.workspace_id = s.workspace_id and l.connection_id = s.connection_id
           and l.entity = s.entity and l.remote_id = s.remote_id
         where s.connection_id = $1 and ${isLeftSql('s')} and l.state = 'linked' and (${isApartSql('l')}) is not true group by s.entity) k
       group by k.entity),
     held as (select p.entity, count(*)::int as held from push_request p
       where p.connection_id = $1 and p.state = 'done' and p.not_sent_code = '${HELD}' and (
         exists (select from entity_link l where l.connection_id = $1 and l.entity = p.entity and l.local_id = p.local_id and l.state in ('paused', 'never'))
         or exists (select from never_synced n where n.connection_id = $1 and n.entity = p.entity and n.local_id = p.local_id))
       group by p.entity),
     issue as (select entity, count(*)::int as failing from sync_issue where connection_id = $1 and state = 'open' group by entity)
     select k.entity, coalesce(link.linked, 0) as linked, coalesce(push.pending, 0) as pending, coalesce(issue.failing, 0) as failing,
       coalesce(link.broken, 0) as broken, coalesce(skip.excluded, 0) as excluded, coalesce(apart.differing, 0) as differing,
       coalesce(held.held, 0) as held
     from unnest($2::text[]) with ordinality as k(entity, place)
     left join link using (entity) left join push using (entity) left join issue using (entity)
     left join skip using (entity) left join apart using (entity) left join held using (entity) order by k.place`,
    [connectionId, entities, excludedCodes],
  );
}
