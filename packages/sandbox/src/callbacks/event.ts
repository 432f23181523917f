import { recordNamed } from '../model/registry.ts';
import type { Stored } from '../model/stored.ts';
import type { Commit } from '../store/store.ts';

export interface CallbackEvent {
  readonly record: string;
  /** Lower-case callback type: `company`, `contact`, … */
  readonly type: string;
  readonly id: number;
  readonly action: 'added' | 'updated' | 'deleted';
  /** The row after the change; before it when it was deleted. */
  readonly row: Stored;
  readonly memberId: number;
  readonly memberIdentifier: string;
}

/** What a commit has to say to subscribers: one event a row, however often it was touched; silent changes say nothing. */
export function eventsOf(commit: Commit): CallbackEvent[] {
  const merged = new Map<string, { before?: Stored; after?: Stored; silent: boolean; record: string; id: number }>();
  for (const change of commit.changes) {
    const key = `${change.record} ${change.id}`;
    const known = merged.get(key);
    merged.set(key, {
      record: change.record,
      id: change.id,
      before: known ? known.before : change.before,
      after: change.after,
      silent: change.silent && (known?.silent ?? true),
    });
  }
  const { memberId, memberIdentifier } = commit;
  return [...merged.values()].flatMap(({ record, id, before, after, silent }) => {
    const type = recordNamed(record).callbackType;
    const row = after ?? before;
    if (!type || silent || !row) return [];
    const isDeleted = !after || (after.deletedFlag === true && before?.deletedFlag !== true);
    const action = isDeleted ? 'deleted' : before ? 'updated' : 'added';
    return [{ record, type, id, action, row, memberId, memberIdentifier }];
  });
}

/** Whether an entry's level and object id cover the row: all of them (`owner`), those of one status, type or company, or one row. */
export function entryCovers(entry: Stored, event: CallbackEvent): boolean {
  if (entry.inactiveFlag === true || String(entry.type).toLowerCase() !== event.type) return false;
  if (entry.isSelfSuppressedFlag === true && entry.memberId === event.memberId) return false;
  const level = String(entry.level).toLowerCase();
  const wanted = entry.objectId;
  if (level === 'owner') return true;
  if (level === event.type) return event.id === wanted;
  if (level === 'integratortag') return true;
  if (level === 'type')
    return Array.isArray(event.row.types) ? event.row.types.includes(wanted) : event.row.type === wanted;
  if (level === 'territory') return (event.row.territory ?? event.row.companyLocation) === wanted;
  return event.row[level === 'statusid' ? 'status' : level] === wanted;
}
