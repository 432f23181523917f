import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';
import type { MatchRecord } from '../scoring/match-record.ts';
import type { ComparedSync } from './compared-records.ts';

/** Keeps what a page of ConnectWise's records says; one statement. */
export async function storeRemoteRecords(
  tx: Tx,
  run: { id: Id; connectionId: Id },
  entity: PulledEntity,
  records: readonly MatchRecord[],
): Promise<void> {
  if (records.length === 0) return;
  await tx.query(
    `insert into match_record (connection_id, entity, run_id, remote_id, name, parent_id, facts)
     select $1, $2, $3, v.remote_id, v.name, v.parent_id, v.facts::jsonb
     from unnest($4::text[], $5::text[], $6::text[], $7::text[]) as v(remote_id, name, parent_id, facts)
     where $2 <> 'contact' or not exists (select from erased_record x where x.connection_id = $1 and x.entity = $2
       and x.remote_hash = erased_hash($1, $2, v.remote_id))
     on conflict (workspace_id, connection_id, entity, remote_id) do update set run_id = excluded.run_id, name = excluded.name,
       parent_id = excluded.parent_id, facts = excluded.facts`,
    [
      run.connectionId,
      entity,
      run.id,
      records.map((r) => r.id),
      records.map((r) => r.name ?? r.identifier ?? `${entity} ${r.id}`),
      records.map((r) => r.withinId ?? null),
      records.map((r) => JSON.stringify(r)),
    ],
  );
}

/** Forgets records that this run did not meet any more, and tells the planner how many there are. */
export async function forgetUnseenRecords(
  tx: Tx,
  run: { id: Id; connectionId: Id },
  entity: PulledEntity,
): Promise<void> {
  await tx.query(`delete from match_record where connection_id = $1 and entity = $2 and run_id <> $3`, [
    run.connectionId,
    entity,
    run.id,
  ]);
}

export async function readRemoteRecords(
  tx: Tx,
  connectionId: Id,
  { entity, comparison }: ComparedSync,
): Promise<MatchRecord[]> {
  const rows = await tx.query<{ facts: MatchRecord }>(
    `select facts from match_record where connection_id = $1 and entity = $2`,
    [connectionId, entity],
  );
  const records = rows.map((row) => row.facts);
  return comparison.complete?.(tx, { connectionId, side: 'remote' }, records) ?? records;
}

export async function readLocalRecords(tx: Tx, connectionId: Id, { comparison }: ComparedSync): Promise<MatchRecord[]> {
  const records = await tx.query<MatchRecord>(comparison.here);
  return comparison.complete?.(tx, { connectionId, side: 'local' }, records) ?? records;
}

/** Which records of both sides are linked. */
export async function readLinked(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
): Promise<{ local: Set<string>; remote: Set<string> }> {
  const rows = await tx.query<{ local: string; remote: string }>(
    `select local_id as local, remote_id as remote from entity_link where connection_id = $1 and entity = $2`,
    [connectionId, entity],
  );
  return { local: new Set(rows.map((row) => row.local)), remote: new Set(rows.map((row) => row.remote)) };
}

/** The records of the CRM that are one of ConnectWise, or may be it: what belongs to them is compared within them. */
export async function readParentsOf(tx: Tx, connectionId: Id, entity: PulledEntity): Promise<Map<string, Set<string>>> {
  const rows = await tx.query<{ remoteId: string; localId: string }>(
    `select remote_id as "remoteId", local_id as "localId" from entity_link where connection_id = $1 and entity = $2
     union select p.remote_id, p.local_id from match_pair p where p.connection_id = $1 and p.entity = $2 and p.state in ('proposed', 'later')`,
    [connectionId, entity],
  );
  const parents = new Map<string, Set<string>>();
  for (const { remoteId, localId } of rows) parents.set(remoteId, (parents.get(remoteId) ?? new Set()).add(localId));
  return parents;
}
