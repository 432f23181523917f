import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

export interface BrokenCompany {
  id: Id;
  localId: Id;
  remoteId: string;
  name: string;
}

export const readBrokenCompanies = (
  tx: Tx,
  connectionId: Id,
  ids: readonly Id[] | null,
  limit: number,
): Promise<BrokenCompany[]> =>
  tx.query<BrokenCompany>(
    `select l.id, l.local_id as "localId", l.remote_id as "remoteId", c.name from entity_link l join client c on c.id = l.local_id
     where l.connection_id = $1 and l.entity = 'company' and l.state = 'broken' and ($2::uuid[] is null or l.id = any($2::uuid[]))
     order by l.id limit $3`,
    [connectionId, ids, limit],
  );

/**
 * The linked contacts and opportunities of a client, and those that a pull has moved away from it within the last 90 days, also where they are not in
 * the CRM any more: ConnectWise moved them with the merge.
 */
export const childLinksOf = (tx: Tx, connectionId: Id, clientId: Id, limit: number) =>
  tx.query<{ entity: 'contact' | 'opportunity'; remoteId: string }>(
    `with names as (
       select name from client where id = $2
       union select l.base ->> 'name' from entity_link l where l.connection_id = $1 and l.entity = 'company' and l.local_id = $2
       union select e.name from audit_event e where e.entity = 'company' and e.local_id = $2),
     children as (
       select 'contact' as entity, id, null as remote_id from contact where client_id = $2
       union select 'opportunity', id, null from opportunity where client_id = $2
       union select e.entity, e.local_id, e.remote_id from audit_event e
         where e.entity in ('contact', 'opportunity') and e.direction = 'in' and e.operation = 'update' and e.at > now() - interval '90 days'
           -- By the names that it has had here and there; rows of the log that are older hold its ID.
           and (e.changes @> jsonb_build_array(jsonb_build_object('field', 'clientId', 'from', $2::text))
             or exists (select from names n where e.changes @> jsonb_build_array(jsonb_build_object('field', 'clientId', 'from', n.name)))))
     select entity, "remoteId" from (
       select distinct on (k.entity, coalesce(l.remote_id, k.remote_id)) k.entity, coalesce(l.remote_id, k.remote_id) as "remoteId", k.id
       from children k
       left join entity_link l on l.connection_id = $1 and l.entity = k.entity and l.local_id = k.id
       where case when l.id is null then k.remote_id is not null else l.state <> 'broken' end) found
     order by id desc limit $3`,
    [connectionId, clientId, limit],
  );
