import type { Tx } from '../../../../platform/database/database.ts';
import { leaseLost } from '../../../../platform/errors.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';
import type { Lease } from '../context/lease.ts';

export interface Advance {
  /** The greatest ID of what this transaction takes in. */
  lastId: number;
  /** The greatest `lastUpdated` among it. */
  newest: Date | null;
}

/**
 * Moves the cursor within the page's transaction, first thing: the row stays locked until the commit, so pages of one entity follow each
 * other, and a worker that was frozen past its lease writes nothing. Throws AppError "lease_lost".
 */
export async function advanceCursor(tx: Tx, lease: Lease, advance: Advance): Promise<void> {
  const rows = await tx.query(
    `update sync_cursor set resume_after_id = greatest(resume_after_id, $5), listing_max = greatest(listing_max, $6::timestamptz),
       kept_page = null, kept_until = null, lease_until = clock_timestamp() + make_interval(secs => $7)
     where connection_id = $1 and entity = $2 and fence = $3 and lease_owner = $4 returning 1`,
    [
      lease.connectionId,
      lease.entity,
      lease.fence,
      lease.owner,
      advance.lastId,
      advance.newest?.toISOString() ?? null,
      lease.leaseMs / 1000,
    ],
  );
  if (rows.length === 0) throw leaseLost('listing', { entity: lease.entity });
}

/** For records that do not come from a listing (fetched by ID): waits for the page that is being written, then keeps others out until the commit. */
export async function lockCursor(tx: Tx, connectionId: Id, entity: PulledEntity): Promise<void> {
  await tx.query(`insert into sync_cursor (connection_id, entity) values ($1, $2) on conflict do nothing`, [
    connectionId,
    entity,
  ]);
  await tx.query(`select 1 from sync_cursor where connection_id = $1 and entity = $2 for update`, [
    connectionId,
    entity,
  ]);
}
