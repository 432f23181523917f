import type { LinkState } from '@causeway/shared/vocabulary';
import type { Tx } from '../../platform/database/database.ts';
import { type ColumnsOf, columnsFrom, rowSource } from '../../platform/database/row-source.ts';
import { AppError } from '../../platform/errors.ts';
import type { Id } from '../../platform/ids.ts';
import type { EntityLink, LinkedEntity, LinkHold, LinkStanding, NewLink } from './link.ts';

const columns = `l.id, l.connection_id as "connectionId", l.entity, l.local_id as "localId", l.remote_id as "remoteId",
  l.parent_local_id as "parentLocalId", l.state, l.origin, l.remote_updated_at as "remoteUpdatedAt", l.remote_hash as "remoteHash",
  l.base, l.synced_at as "syncedAt", l.hold`;

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

/**
 * Who is who. Every call takes a set and costs one statement. Look-ups ask for each key by itself (`lateral … offset 0`), so that PostgreSQL
 * uses the index whatever it believes of the size of a table that a first sync is filling.
 */
export class LinksService {
  /**
   * Binds records that were not bound, or brings an existing pair (same local and same remote ID) up to date and back to `linked`.
   * Throws AppError "conflict" when a remote record is linked to another local one, and the unique key `entity_link_local`
   * refuses a local record that is linked to another remote one: nothing is ever re-linked in passing.
   */
  async bind(tx: Tx, links: NewLink | readonly NewLink[]): Promise<void> {
    const all: readonly NewLink[] = Array.isArray(links) ? links : [links];
    if (all.length === 0) return;
    const { sql, names, params } = rowSource(columnsFrom(all, newLinkColumns));
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
         synced_at = now()
       where l.local_id = excluded.local_id
       returning 1)
       select count(*)::int as count from written`,
      params,
    );
    if (written[0]?.count !== all.length)
      throw new AppError('conflict', 'A ConnectWise record is already linked to another record. Unlink it first.', {
        entity: all[0]?.entity,
        remoteIds: all.map((l) => l.remoteId),
      });
  }

  /** Links of these CRM records, of one connection when it is named, else of any. */
  byLocal(tx: Tx, entity: LinkedEntity, localIds: readonly Id[], connectionId?: Id): Promise<EntityLink[]> {
    return this.by(tx, 'local_id', entity, localIds, connectionId);
  }

  /** Links of these ConnectWise records, of one connection when it is named, else of any. */
  byRemote(tx: Tx, entity: LinkedEntity, remoteIds: readonly string[], connectionId?: Id): Promise<EntityLink[]> {
    return this.by(tx, 'remote_id', entity, remoteIds, connectionId);
  }

  /** As much of the links of a page as tells what is new in it: without the bases, which are most of the bytes. */
  standing(tx: Tx, entity: LinkedEntity, remoteIds: readonly string[], connectionId: Id): Promise<LinkStanding[]> {
    return tx.query<LinkStanding>(
      `select l.local_id as "localId", l.remote_id as "remoteId", l.state, l.remote_updated_at as "remoteUpdatedAt", l.remote_hash as "remoteHash"
       from unnest($2::text[]) as k(id) cross join ${linkOf('$3', 'remote_id')} l`,
      [entity, remoteIds, connectionId],
    );
  }

  private by(
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

  /** Links of the parts that hang on a record, e.g. the pushed lines of an opportunity. */
  byParent(tx: Tx, entity: LinkedEntity, parentLocalId: Id): Promise<EntityLink[]> {
    return tx.query<EntityLink>(`select ${columns} from entity_link l where l.parent_local_id = $2 and l.entity = $1`, [
      entity,
      parentLocalId,
    ]);
  }

  /** Links of everything that hangs on a record: the lines, documents and notes of an opportunity, the parts of a bundle. */
  partsOf(tx: Tx, connectionId: Id, parentLocalId: Id): Promise<EntityLink[]> {
    return tx.query<EntityLink>(
      `select ${columns} from entity_link l where l.parent_local_id = $2 and l.connection_id = $1`,
      [connectionId, parentLocalId],
    );
  }

  /** Marks links as linked or broken (the record is gone on the other side), or as held by a person. */
  async setState(tx: Tx, linkIds: readonly Id[], state: LinkState, hold: LinkHold | null = null): Promise<void> {
    if (linkIds.length === 0) return;
    await tx.query(
      `update entity_link l set state = $2, hold = $3::jsonb from unnest($1::uuid[]) as k(id) where l.id = k.id`,
      [linkIds, state, hold === null ? null : JSON.stringify(hold)],
    );
  }

  /** Forgets links; neither record is touched. */
  async remove(tx: Tx, linkIds: readonly Id[]): Promise<void> {
    if (linkIds.length === 0) return;
    await tx.query(`delete from entity_link l using unnest($1::uuid[]) as k(id) where l.id = k.id`, [linkIds]);
  }
}
