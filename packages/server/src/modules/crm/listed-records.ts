import type { SyncStanding } from '@causeway/shared/vocabulary';
import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import { narrowToStretch, type SqlFilter, type TimeStretch } from './sql-filter.ts';

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

/** The same, and by time. */
export interface TimedNarrowing extends RecordNarrowing {
  /** When it was created. */
  created?: TimeStretch | null;
  /** When it was last changed. */
  changed?: TimeStretch | null;
}

/**
 * Narrows by the times of the table with this alias. They have no index: `updated_at` moves with each sync, and an index on it would cost
 * every write more than it saves a list, which is narrowed to its workspace first.
 */
export function narrowToTimes(filter: SqlFilter, alias: string, asked: TimedNarrowing): void {
  narrowToStretch(filter, `${alias}.created_at`, asked.created);
  narrowToStretch(filter, `${alias}.updated_at`, asked.changed);
}

export function narrowToIds(filter: SqlFilter, id: string, ids: readonly Id[] | null | undefined): void {
  if (ids) filter.and((value) => `${id} = any(${value(ids)}::uuid[])`);
}
