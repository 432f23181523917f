import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { isGoneThere } from '../../../links/removal-guard.queries.ts';
import type { Sale } from '../entity-sync.ts';
import type { FreeOpportunity } from './same-opportunity.rules.ts';

/** How it stands by now; undefined when it is gone. */
export async function readSale(tx: Tx, localId: Id): Promise<Sale | undefined> {
  const rows = await tx.query<Sale>(
    'select o.name, s.kind from opportunity o join pipeline_stage s on s.id = o.stage_id where o.id = $1',
    [localId],
  );
  return rows[0];
}

/** Lines hang on the quotes: one that was saved after the last push is news of its opportunity. */
export const quoteIsNewsSql = `exists (select from document d where d.workspace_id = t.workspace_id and d.opportunity_id = t.id and d.kind = 'quote' and d.updated_at >
      coalesce((select max(r.updated_at) from push_request r where r.workspace_id = t.workspace_id and r.connection_id = $1
        and r.entity = 'opportunity' and r.local_id = t.id and r.state = 'done'), l.created_at))`;

export const isWonSql = `exists (select from pipeline_stage s where s.workspace_id = t.workspace_id and s.id = t.stage_id and s.kind = 'won')`;

/** Opportunities of these clients that were in the backup that the installation was restored from, and are linked to nothing. */
export const readUnlinkedOfClients = (
  tx: Tx,
  connectionId: Id,
  clientIds: readonly Id[],
): Promise<{ id: Id; clientId: Id; name: string }[]> =>
  tx.query(
    `select o.id, o.client_id as "clientId", o.name
     from connection c join opportunity o on o.client_id = any($2::uuid[]) and o.created_at <= c.restored_from
     where c.id = $1
       and not exists (select from entity_link l where l.connection_id = $1 and l.entity = 'opportunity' and l.local_id = o.id)
     order by o.id`,
    [connectionId, clientIds],
  );

/** Opportunities of these clients that are linked to nothing, with those of ConnectWise that a person keeps apart from them. */
export const readFreeOfClients = (tx: Tx, connectionId: Id, clientIds: readonly Id[]): Promise<FreeOpportunity[]> =>
  tx.query(
    `select o.id, o.client_id as "clientId", o.name, o.expected_close_date::text as "expectedCloseDate", (o.won_at at time zone 'UTC')::date::text as "wonAt",
       (o.lost_at at time zone 'UTC')::date::text as "lostAt", apart.ids as "apartFrom"
     from opportunity o
     left join (select p.local_id, array_agg(p.remote_id) as ids from match_pair p
                where p.connection_id = $1 and p.entity = 'opportunity' and p.state in ('rejected', 'create') group by p.local_id) apart
       on apart.local_id = o.id
     where o.client_id = any($2::uuid[])
       and not exists (select from entity_link l where l.connection_id = $1 and l.entity = 'opportunity' and l.local_id = o.id)
     order by o.id`,
    [connectionId, clientIds],
  );

/** Opportunities of these clients whose own one is gone from ConnectWise. */
export const readBrokenOfClients = (
  tx: Tx,
  connectionId: Id,
  clientIds: readonly Id[],
): Promise<{ id: Id; clientId: Id; name: string; remoteId: string }[]> =>
  tx.query(
    `select o.id, o.client_id as "clientId", o.name, l.remote_id as "remoteId"
     from entity_link l join opportunity o on o.id = l.local_id and o.client_id = any($2::uuid[])
     where l.connection_id = $1 and l.entity = 'opportunity' and ${isGoneThere('l')}
     order by o.id desc`,
    [connectionId, clientIds],
  );

/** Whether one of these stages is that of a won or a lost opportunity. */
export async function isAnyOver(tx: Tx, stageIds: readonly unknown[]): Promise<boolean> {
  const rows = await tx.query<{ id: Id }>(
    `select id from pipeline_stage where id = any($1::uuid[]) and kind <> 'open' limit 1`,
    [stageIds.filter((id) => typeof id === 'string')],
  );
  return rows.length > 0;
}
