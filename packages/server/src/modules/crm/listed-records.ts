import type { SyncStanding } from '@causeway/shared/vocabulary';
import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { SqlFilter } from './sql-filter.ts';

/** Lists of records that are synced one by one. */
export type ListedEntity = 'company' | 'contact' | 'product' | 'opportunity';

/** Says as SQL whether the record with this ID stands so to the other side. The CRM is handed it, since it knows of no other side. */
export type StandsSql = (entity: ListedEntity, id: string, standing: SyncStanding) => string;

/** The IDs that records of these have on the other side, as far as they are linked. Handed in as well. */
export type ReadIdsThere = (tx: Tx, entity: ListedEntity, ids: readonly Id[]) => Promise<ReadonlyMap<Id, string>>;

/** What narrows each of these lists. */
export interface RecordNarrowing {
  /** Those that somebody chose. */
  ids?: readonly Id[] | null;
  search?: string | null;
  standing?: SyncStanding | null;
}

export function narrowToIds(filter: SqlFilter, id: string, ids: readonly Id[] | null | undefined): void {
  if (ids) filter.and((value) => `${id} = any(${value(ids)}::uuid[])`);
}
