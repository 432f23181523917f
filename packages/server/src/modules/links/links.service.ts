import type { LinkState } from '@causeway/shared/vocabulary';
import type { Tx } from '../../platform/database/database.ts';
import { AppError } from '../../platform/errors.ts';
import type { Id } from '../../platform/ids.ts';
import type { EntityLink, LinkedEntity, LinkHold, LinkStanding, NewLink } from './link.ts';
import {
  deleteLinks,
  readLinksBy,
  readLinksOfParent,
  readPartsOf,
  readStandings,
  writeLinkState,
  writeLinks,
} from './links.queries.ts';

/**
 * The links. Every call takes a set and costs one statement. Look-ups ask for each key by itself (`lateral … offset 0`), so that PostgreSQL
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
    const written = await writeLinks(tx, all);
    if (written !== all.length)
      throw new AppError('conflict', 'A ConnectWise record is already linked to another record. Unlink it first.', {
        entity: all[0]?.entity,
        remoteIds: all.map((l) => l.remoteId),
      });
  }

  /** Links of these CRM records, of one connection when it is named, else of any. */
  byLocal(tx: Tx, entity: LinkedEntity, localIds: readonly Id[], connectionId?: Id): Promise<EntityLink[]> {
    return readLinksBy(tx, 'local_id', entity, localIds, connectionId);
  }

  /** Links of these ConnectWise records, of one connection when it is named, else of any. */
  byRemote(tx: Tx, entity: LinkedEntity, remoteIds: readonly string[], connectionId?: Id): Promise<EntityLink[]> {
    return readLinksBy(tx, 'remote_id', entity, remoteIds, connectionId);
  }

  /** As much of the links of a page as tells what is new in it: without the bases, which are most of the bytes. */
  standing(tx: Tx, entity: LinkedEntity, remoteIds: readonly string[], connectionId: Id): Promise<LinkStanding[]> {
    return readStandings(tx, entity, remoteIds, connectionId);
  }

  /** Links of the parts that hang on a record, e.g. the pushed lines of an opportunity. */
  byParent(tx: Tx, entity: LinkedEntity, parentLocalId: Id): Promise<EntityLink[]> {
    return readLinksOfParent(tx, entity, parentLocalId);
  }

  /** Links of everything that hangs on a record: the lines, documents and notes of an opportunity, the parts of a bundle. */
  partsOf(tx: Tx, connectionId: Id, parentLocalId: Id): Promise<EntityLink[]> {
    return readPartsOf(tx, connectionId, parentLocalId);
  }

  /** Marks links as linked or broken (the record is gone on the other side), or as held by a person. */
  async setState(tx: Tx, linkIds: readonly Id[], state: LinkState, hold: LinkHold | null = null): Promise<void> {
    if (linkIds.length === 0) return;
    await writeLinkState(tx, linkIds, state, hold);
  }

  /** Forgets links; neither record is touched. */
  async remove(tx: Tx, linkIds: readonly Id[]): Promise<void> {
    if (linkIds.length === 0) return;
    await deleteLinks(tx, linkIds);
  }
}
