import type { LinkState } from '@causeway/shared/vocabulary';
import type { Tx } from '../../platform/database/database.ts';
import { type ColumnsOf, columnsFrom, rowSource } from '../../platform/database/row-source.ts';
import type { Id } from '../../platform/ids.ts';
import type { EntityLink, LinkedEntity, LinkHold, LinkStanding, NewLink } from './link.ts';

/** Linked still, though the record was not there any more when it was looked at last. */
const isGoneThereSql = `(l.state = 'linked' and l.removal_asked_at is not null)`;

const columns = `l.id, l.connection_id as "connectionId", l.entity, l.local_id as "localId", l.remote_id as "remoteId",
  l.parent_local_id as "parentLocalId", l.state, l.origin, l.remote_updated_at as "remoteUpdatedAt", l.remote_hash as "remoteHash",
  l.base, l.synced_at as "syncedAt", l.look_again_at as "lookAgainAt", l.broken_at as "brokenAt", l.hold,
  ${isGoneThereSql} as "isGoneThere"`;

const newLinkColumns: ColumnsOf<NewLink> = {
  remote_id: ['text', (l) => l.remoteId],
  local_id: ['uuid', (l) => l.localId],
  connection_id: ['uuid', (l) => l.connectionId],
  entity: ['text', (l) => l.entity],
  origin: ['text', (l) => l.origin],
  parent_local_id: ['uuid', (l) => l.parentLocalId ?? null],
  remote_updated_at: ['timestamptz', (l) => l.remoteUpdatedAt?.toISOString() ?? null],
  remote_hash: ['text', (l) => l.remoteHash ?? null],
  base: ['jsonb', (l) => (l.base ? JSON.stringify(l.base) : null)],
};

/** The link of the record `k.id`, of the kind $1. */
const linkOf = (connection: string, column: 'local_id' | 'remote_id'): string =>
  `lateral (select * from entity_link e where e.connection_id = ${connection} and e.entity = $1 and e.${column} = k.id offset 0)`;

/** The link of the opportunity with this ID as JSON: for lists that read it along with their rows. */
export const opportunityLinkAlong = (id: string): string =>
  `(select json_build_object('remoteId', l.remote_id, 'state', l.state, 'origin', l.origin, 'lastSyncedAt', l.synced_at, 'isGoneThere', ${isGoneThereSql})
    from connection c cross join lateral (
      select * from entity_link e where e.connection_id = c.id and e.entity = 'opportunity' and e.local_id = ${id} offset 0
    ) l limit 1)`;

/** Writes new links and brings existing pairs up to date; answers how many were written. A remote record of another pair is left alone. */
export async function writeLinks(tx: Tx, links: readonly NewLink[]): Promise<number> {
  const { sql, names, params } = rowSource(columnsFrom(links, newLinkColumns));
  const written = await tx.query<{ count: number }>(
    `with written as (
     insert into entity_link as l (${names}) select ${names} from ${sql} n
     on conflict (workspace_id, connection_id, entity, remote_id) do update set
       local_id = excluded.local_id,
       state = case when l.hold is null then 'linked' else l.state end,
       parent_local_id = coalesce(excluded.parent_local_id, l.parent_local_id),
       remote_updated_at = coalesce(excluded.remote_updated_at, l.remote_updated_at),
       remote_hash = coalesce(excluded.remote_hash, l.remote_hash),
       base = coalesce(excluded.base, l.base),
       removal_asked_at = null,
       synced_at = now()
     where l.local_id = excluded.local_id
     returning 1)
     select count(*)::int as count from written`,
    params,
  );
  return written[0]?.count ?? 0;
}

/** As much of the links of a page as tells what is new in it. */
export function readStandings(
  tx: Tx,
  entity: LinkedEntity,
  remoteIds: readonly string[],
  connectionId: Id,
): Promise<LinkStanding[]> {
  return tx.query<LinkStanding>(
    `select l.local_id as "localId", l.remote_id as "remoteId", l.state, l.remote_updated_at as "remoteUpdatedAt", l.remote_hash as "remoteHash",
       l.look_again_at as "lookAgainAt"
     from unnest($2::text[]) as k(id) cross join ${linkOf('$3', 'remote_id')} l`,
    [entity, remoteIds, connectionId],
  );
}

/** Links of the records of one side, of one connection when it is named, else of any. */
export function readLinksBy(
  tx: Tx,
  column: 'local_id' | 'remote_id',
  entity: LinkedEntity,
  ids: readonly string[],
  connectionId?: Id,
): Promise<EntityLink[]> {
  const keys = `unnest($2::${column === 'local_id' ? 'uuid' : 'text'}[]) as k(id)`;
  if (connectionId)
    return tx.query<EntityLink>(`select ${columns} from ${keys} cross join ${linkOf('$3', column)} l`, [
      entity,
      ids,
      connectionId,
    ]);
  return tx.query<EntityLink>(
    `select ${columns} from connection c cross join ${keys} cross join ${linkOf('c.id', column)} l`,
    [entity, ids],
  );
}

/** What records of one kind are called in ConnectWise, by their IDs here; one that is gone there is left out. */
export async function readIdsThere(
  tx: Tx,
  entity: LinkedEntity,
  localIds: readonly Id[],
): Promise<ReadonlyMap<Id, string>> {
  const links = await readLinksBy(tx, 'local_id', entity, localIds);
  return new Map(links.filter(({ state }) => state !== 'broken').map(({ localId, remoteId }) => [localId, remoteId]));
}

/** Links of the parts that hang on a record. */
export function readLinksOfParent(tx: Tx, entity: LinkedEntity, parentLocalId: Id): Promise<EntityLink[]> {
  return tx.query<EntityLink>(`select ${columns} from entity_link l where l.parent_local_id = $2 and l.entity = $1`, [
    entity,
    parentLocalId,
  ]);
}

/** Links of everything that hangs on a record. */
export function readPartsOf(tx: Tx, connectionId: Id, parentLocalId: Id): Promise<EntityLink[]> {
  return tx.query<EntityLink>(
    `select ${columns} from entity_link l where l.parent_local_id = $2 and l.connection_id = $1`,
    [connectionId, parentLocalId],
  );
}

export async function writeLinkState(
  tx: Tx,
  linkIds: readonly Id[],
  state: LinkState,
  hold: LinkHold | null,
): Promise<void> {
  await tx.query(
    `update entity_link l set state = $2, hold = $3::jsonb from unnest($1::uuid[]) as k(id) where l.id = k.id`,
    [linkIds, state, hold === null ? null : JSON.stringify(hold)],
  );
}

export async function deleteLinks(tx: Tx, linkIds: readonly Id[]): Promise<void> {
  await tx.query(`delete from entity_link l using unnest($1::uuid[]) as k(id) where l.id = k.id`, [linkIds]);
}
