import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';
import { hasToReevaluate } from './cursor-lease.queries.ts';

/** Where the polls of one kind of record stand, for one who only looks. */
export interface CursorStanding {
  entity: PulledEntity;
  watermark: Date | null;
  filterHash: string | null;
  /** Whether the next poll has something to do by itself: a listing to go on with, records to list or to judge once more. */
  isBusy: boolean;
}

export const readCursors = (tx: Tx, connectionId: Id): Promise<CursorStanding[]> =>
  tx.query<CursorStanding>(
    `select entity, watermark, filter_hash as "filterHash",
       listing_started_at is not null or list_all or ${hasToReevaluate} or coalesce(lease_until > clock_timestamp(), false) as "isBusy"
     from sync_cursor where connection_id = $1`,
    [connectionId],
  );

/** Takes the poll that is due, for so many seconds: if this worker dies over it, it is due again. Answers whether it was. */
export async function claimPoll(tx: Tx, connectionId: Id, seconds: number): Promise<boolean> {
  const rows = await tx.query(
    `update connection set next_pull_at = now() + make_interval(secs => $2)
     where id = $1 and sync_started_at is not null and next_pull_at <= now() returning 1`,
    [connectionId, seconds],
  );
  return rows.length > 0;
}

/** The poll found nothing; the next one comes at its time, unless somebody asked for one meanwhile. */
export async function noteQuietPoll(tx: Tx, connectionId: Id, everyMinutes: number): Promise<void> {
  await tx.query(
    `update connection set last_pull_at = now(),
       next_pull_at = case when next_pull_at <= now() then next_pull_at else now() + make_interval(mins => $2) end where id = $1`,
    [connectionId, everyMinutes],
  );
}
