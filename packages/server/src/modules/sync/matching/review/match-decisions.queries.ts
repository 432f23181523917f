import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';
import { comparedSync } from '../comparison/compared-records.ts';
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
export async function dropRivals(tx: Tx, connectionId: Id, entity: PulledEntity, sides: Sides): Promise<void> {
  await tx.query(
    `delete from match_pair p where p.connection_id = $1 and p.entity = $2 and p.state in ('proposed', 'later')
       and (p.remote_id in (select unnest($3::text[])) or p.local_id in (select unnest($4::uuid[])))`,
    [connectionId, entity, sides.remoteIds, sides.localIds],
  );
}

/** People of companies that were linked just now can only be people of that very pair. */
export async function dropStrays(tx: Tx, connectionId: Id, entity: PulledEntity, sides: Sides): Promise<void> {
  await tx.query(
    `delete from match_pair p using unnest($2::text[], $3::uuid[]) as k(remote_id, local_id)
     where p.connection_id = $1 and p.entity = $4 and p.state in ('proposed', 'later')
       and (p.remote_parent_id = k.remote_id) <> (p.local_parent_id = k.local_id)`,
    [connectionId, sides.remoteIds, sides.localIds, entity],
  );
}

/** None of the other open candidates of these ConnectWise records: a person has said that they are new. */
export async function rejectOthers(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
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
  entity: PulledEntity,
  remoteIds: readonly string[],
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select k.id from unnest($3::text[]) as k(id) where not exists (
       select from match_pair p where p.connection_id = $1 and p.entity = $2 and p.remote_id = k.id and p.state in ('proposed', 'later'))`,
    [connectionId, entity, remoteIds],
  );
  return rows.map((row) => row.id);
}

/** The CRM records among these that are still there, with what they belong to. */
export async function existingLocals(tx: Tx, entity: PulledEntity, ids: readonly Id[]): Promise<Map<Id, LocalName>> {
  const { table, crmSide, comparison } = comparedSync(entity);
  const rows = await tx.query<LocalName & { id: Id }>(
    `select t.id, ${crmSide.name} as name, ${comparison.parent?.idHere ?? 'null::uuid'} as "parentId"
     from ${table.name} t join unnest($1::uuid[]) as k(id) on k.id = t.id`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export interface LocalName {
  name: string;
  parentId: Id | null;
}

/** ConnectWise's records as the last comparison read them. */
export async function remoteNames(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
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
  entity: PulledEntity,
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
