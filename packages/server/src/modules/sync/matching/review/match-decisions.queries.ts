import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { MatchedEntity } from '../scoring/match-record.ts';
import type { MatchState } from './match-review.queries.ts';

export async function setPairStates(tx: Tx, ids: readonly Id[], state: MatchState, decidedBy: string): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(
    `update match_pair p set state = $2, decided_by = $3, decided_at = now() from unnest($1::uuid[]) as k(id) where p.id = k.id`,
    [ids, state, decidedBy],
  );
}

interface Sides {
  remoteIds: readonly string[];
  localIds: readonly Id[];
}

/** Drops what is no question any more: other open pairs of records that were linked just now. */
export async function dropRivals(tx: Tx, connectionId: Id, entity: MatchedEntity, sides: Sides): Promise<void> {
  await tx.query(
    `delete from match_pair p where p.connection_id = $1 and p.entity = $2 and p.state in ('proposed', 'later')
       and (p.remote_id in (select unnest($3::text[])) or p.local_id in (select unnest($4::uuid[])))`,
    [connectionId, entity, sides.remoteIds, sides.localIds],
  );
}

/** People of companies that were linked just now can only be people of that very pair. */
export async function dropStrayContacts(tx: Tx, connectionId: Id, sides: Sides): Promise<void> {
  await tx.query(
    `delete from match_pair p using unnest($2::text[], $3::uuid[]) as k(remote_id, local_id)
     where p.connection_id = $1 and p.entity = 'contact' and p.state in ('proposed', 'later')
       and (p.remote_parent_id = k.remote_id) <> (p.local_parent_id = k.local_id)`,
    [connectionId, sides.remoteIds, sides.localIds],
  );
}

/** None of the other open candidates of these ConnectWise records: a person has said that they are new. */
export async function rejectOthers(
  tx: Tx,
  connectionId: Id,
  entity: MatchedEntity,
  remoteIds: readonly string[],
  decidedBy: string,
): Promise<void> {
  await tx.query(
    `update match_pair p set state = 'rejected', decided_by = $4, decided_at = now()
     where p.connection_id = $1 and p.entity = $2 and p.state in ('proposed', 'later') and p.remote_id in (select unnest($3::text[]))`,
    [connectionId, entity, remoteIds, decidedBy],
  );
}

/** Those of these ConnectWise records about which nothing waits any more. */
export async function withoutQuestion(
  tx: Tx,
  connectionId: Id,
  entity: MatchedEntity,
  remoteIds: readonly string[],
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select k.id from unnest($3::text[]) as k(id) where not exists (
       select from match_pair p where p.connection_id = $1 and p.entity = $2 and p.remote_id = k.id and p.state in ('proposed', 'later'))`,
    [connectionId, entity, remoteIds],
  );
  return rows.map((row) => row.id);
}

/** The CRM records among these that are still there, with their client when they are contacts. */
export async function existingLocals(tx: Tx, entity: MatchedEntity, ids: readonly Id[]): Promise<Map<Id, LocalName>> {
  const rows = await tx.query<LocalName & { id: Id }>(localNames[entity], [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

export interface LocalName {
  name: string;
  parentId: Id | null;
}

const localNames: Record<MatchedEntity, string> = {
  company: `select t.id, t.name, null as "parentId" from client t join unnest($1::uuid[]) as k(id) on k.id = t.id`,
  contact: `select t.id, concat_ws(' ', t.first_name, t.last_name) as name, t.client_id as "parentId" from contact t
    join unnest($1::uuid[]) as k(id) on k.id = t.id`,
  product: `select t.id, t.name, null as "parentId" from product t join unnest($1::uuid[]) as k(id) on k.id = t.id`,
};

/** How many linked records hang on each of these clients; unlinking it would leave them without their company. */
export async function linkedChildren(
  tx: Tx,
  connectionId: Id,
  clientIds: readonly Id[],
): Promise<Map<Id, { contacts: number; opportunities: number }>> {
  const rows = await tx.query<{ id: Id; contacts: number; opportunities: number }>(
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

/** ConnectWise's records as the last comparison read them. */
export async function remoteNames(
  tx: Tx,
  connectionId: Id,
  entity: MatchedEntity,
  remoteIds: readonly string[],
): Promise<Map<string, { name: string; parentId: string | null }>> {
  const rows = await tx.query<{ id: string; name: string; parentId: string | null }>(
    `select r.remote_id as id, r.name, r.parent_id as "parentId" from unnest($3::text[]) as k(id)
     join match_record r on r.connection_id = $1 and r.entity = $2 and r.remote_id = k.id`,
    [connectionId, entity, remoteIds],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Pairs that came with a file: made when the comparison has not met them. Answers their IDs by remote and local ID. */
export async function ensurePairs(
  tx: Tx,
  connectionId: Id,
  entity: MatchedEntity,
  pairs: readonly {
    remoteId: string;
    remoteName: string;
    remoteParentId: string | null;
    localId: Id;
    localName: string;
    localParentId: Id | null;
  }[],
): Promise<Id[]> {
  await tx.query(
    `insert into match_pair (connection_id, entity, remote_id, remote_name, remote_parent_id, local_id, local_name, local_parent_id, score)
     select $1, $2, v.*, 0 from unnest($3::text[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::uuid[])
       as v(remote_id, remote_name, remote_parent_id, local_id, local_name, local_parent_id)
     on conflict do nothing`,
    [
      connectionId,
      entity,
      pairs.map((p) => p.remoteId),
      pairs.map((p) => p.remoteName),
      pairs.map((p) => p.remoteParentId),
      pairs.map((p) => p.localId),
      pairs.map((p) => p.localName),
      pairs.map((p) => p.localParentId),
    ],
  );
  const rows = await tx.query<{ id: Id }>(
    `select p.id from unnest($3::text[], $4::uuid[]) with ordinality as k(remote_id, local_id, place)
     join match_pair p on p.connection_id = $1 and p.entity = $2 and p.remote_id = k.remote_id and p.local_id = k.local_id order by k.place`,
    [connectionId, entity, pairs.map((p) => p.remoteId), pairs.map((p) => p.localId)],
  );
  return rows.map((row) => row.id);
}
