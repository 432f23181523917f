import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

/** A link whose record ConnectWise does not have any more, of a kind that can be merged there. */
export interface BrokenLink {
  id: Id;
  entity: 'company' | 'contact';
  localId: Id;
  remoteId: string;
  name: string;
}

/** Companies first: what is merged into another one there may take contacts along. */
export const readBrokenLinks = (
  tx: Tx,
  connectionId: Id,
  ids: readonly Id[] | null,
  limit: number,
): Promise<BrokenLink[]> =>
  tx.query<BrokenLink>(
    `select l.id, l.entity, l.local_id as "localId", l.remote_id as "remoteId", coalesce(c.name, concat_ws(' ', k.first_name, k.last_name)) as name
     from entity_link l
     left join client c on l.entity = 'company' and c.id = l.local_id
     left join contact k on l.entity = 'contact' and k.id = l.local_id
     where l.connection_id = $1 and l.entity in ('company', 'contact') and l.state = 'broken' and ($2::uuid[] is null or l.id = any($2::uuid[]))
       and coalesce(c.id, k.id) is not null
     order by l.entity, l.id limit $3`,
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

/**
 * The linked opportunities of a contact, and those that a pull has moved from it to another contact of the client within the last 90 days: ConnectWise
 * moved them with the merge.
 */
export async function salesOfContact(tx: Tx, connectionId: Id, contactId: Id, limit: number): Promise<string[]> {
  const rows = await tx.query<{ remoteId: string }>(
    `with person as (select client_id, concat_ws(' ', first_name, last_name) as name from contact where id = $2),
     names as (select name from person union select e.name from audit_event e where e.entity = 'contact' and e.local_id = $2),
     sales as (
       select o.id from opportunity o where o.contact_id = $2
       union select o.id from audit_event e join opportunity o on o.id = e.local_id join person p on p.client_id = o.client_id
         where e.entity = 'opportunity' and e.direction = 'in' and e.operation = 'update' and e.at > now() - interval '90 days'
           and (e.changes @> jsonb_build_array(jsonb_build_object('field', 'contactId', 'from', $2::text))
             or exists (select from names n where e.changes @> jsonb_build_array(jsonb_build_object('field', 'contactId', 'from', n.name)))))
     select l.remote_id as "remoteId" from sales s
     join entity_link l on l.connection_id = $1 and l.entity = 'opportunity' and l.local_id = s.id and l.state <> 'broken'
     order by s.id desc limit $3`,
    [connectionId, contactId, limit],
  );
  return rows.map(({ remoteId }) => remoteId);
}

/** What a contact is called here, and the company of ConnectWise to which its client is linked. */
export async function placeOfContact(
  tx: Tx,
  connectionId: Id,
  contactId: Id,
): Promise<{ firstName: string; lastName: string | null; companyId: string | null } | null> {
  const [row] = await tx.query<{ firstName: string; lastName: string | null; companyId: string | null }>(
    `select k.first_name as "firstName", k.last_name as "lastName", l.remote_id as "companyId" from contact k
     left join entity_link l on l.connection_id = $1 and l.entity = 'company' and l.local_id = k.client_id and l.state <> 'broken'
     where k.id = $2`,
    [connectionId, contactId],
  );
  return row ?? null;
}
