import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { LinkedChildren, MovedChildren } from '../entity-sync.ts';

/** How many linked records hang on each of these clients; unlinking it would leave them without their company. */
export async function linkedChildrenOf(
  tx: Tx,
  connectionId: Id,
  clientIds: readonly Id[],
): Promise<Map<Id, LinkedChildren>> {
  const rows = await tx.query<LinkedChildren & { id: Id }>(
    `select k.id,
       (select count(*)::int from contact c join entity_link l on l.connection_id = $1 and l.entity = 'contact' and l.local_id = c.id
        where c.client_id = k.id) as contacts,
       (select count(*)::int from opportunity o join entity_link l on l.connection_id = $1 and l.entity = 'opportunity' and l.local_id = o.id
        where o.client_id = k.id) as opportunities
     from unnest($2::uuid[]) as k(id)`,
    [connectionId, clientIds],
  );
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

/** Moves everything of a client to another one; contacts give up the primary mark where the other client has a primary contact. */
export async function moveChildren(tx: Tx, fromClientId: Id, toClientId: Id): Promise<MovedChildren> {
  const contacts = await tx.query<{ id: Id; name: string; isPrimary: boolean }>(
    `with kept as (select exists (select from contact where client_id = $2 and is_primary) as "hasPrimary"),
     moving as (select id, is_primary from contact where client_id = $1 for update)
     update contact k set client_id = $2, is_primary = k.is_primary and not (select "hasPrimary" from kept), version = k.version + 1,
       updated_at = now()
     from moving m where k.id = m.id
     returning k.id, concat_ws(' ', k.first_name, k.last_name) as name, m.is_primary as "isPrimary"`,
    [fromClientId, toClientId],
  );
  const opportunities = await tx.query<{ id: Id; name: string }>(
    `update opportunity set client_id = $2, version = version + 1, updated_at = now() where client_id = $1 returning id, name`,
    [fromClientId, toClientId],
  );
  return { contacts, opportunities };
}

export const forgetIdentifier = (tx: Tx, clientId: Id): Promise<unknown> =>
  tx.query(`update client set identifier = null, version = version + 1, updated_at = now() where id = $1`, [clientId]);

/** "Harbor (merged)", or with a number where there is one of that name. */
export async function freeMergedName(tx: Tx, name: string): Promise<string> {
  const [row] = await tx.query<{ name: string }>(
    `select k.name from generate_series(1, 1000) n
     cross join lateral (select left($1, 180) || ' (merged' || case when n = 1 then '' else ' ' || n end || ')' as name) k
     where not exists (select from client c where c.name_key = lower(k.name)) order by n limit 1`,
    [name],
  );
  return row?.name ?? name;
}

export const renameClient = (tx: Tx, clientId: Id, name: string): Promise<unknown> =>
  tx.query(`update client set name = $2, version = version + 1, updated_at = now() where id = $1`, [clientId, name]);
