import type { Tx } from '../../../../platform/database/database.ts';
import { isOwnerGone } from '../../../../platform/database/presence.queries.ts';
import { leaseLost } from '../../../../platform/errors.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';
import type { Lease } from '../context/lease.ts';

/** A cursor that this worker holds. Times are the database's. */
export interface HeldCursor {
  lease: Lease;
  watermark: Date | null;
  /** A listing that was begun and not finished: where it started from (null: everything) and how far it came. */
  listing: { from: Date | null; afterId: number } | null;
  /** Key of the filters that the last finished listing went by; `reevaluate`: a person asked for what the mode had skipped. */
  filterHash: string | null;
  reevaluate: boolean;
  /** Everything is listed once more, since some fields go another way by the settings now. */
  listsAll: boolean;
}

export interface LeaseRequest {
  connectionId: Id;
  entity: PulledEntity;
  /** New for each attempt: the same process may be given one job twice. */
  owner: string;
  leaseMs: number;
}

/** SQL: somebody asked for what the mode had skipped, or an edit here lets it be looked at again. */
export const hasToReevaluate = `(sync_cursor.reevaluate or exists (select from sync_skip s
  where s.connection_id = sync_cursor.connection_id and s.entity = sync_cursor.entity and s.reevaluate))`;

/** Takes the cursor unless the lease of another worker, which is not known to be gone, is alive; a higher fence shuts out whoever held it before. */
export async function takeLease(
  tx: Tx,
  { connectionId, entity, owner, leaseMs }: LeaseRequest,
): Promise<HeldCursor | null> {
  await tx.query(`insert into sync_cursor (connection_id, entity) values ($1, $2) on conflict do nothing`, [
    connectionId,
    entity,
  ]);
  const [row] = await tx.query<{
    fence: string;
    watermark: Date | null;
    from: Date | null;
    begun: Date | null;
    after: string | null;
    filterHash: string | null;
    reevaluate: boolean;
    listsAll: boolean;
  }>(
    `update sync_cursor set fence = fence + 1, lease_owner = $3, lease_until = clock_timestamp() + make_interval(secs => $4)
     where connection_id = $1 and entity = $2 and (lease_until is null or lease_until < clock_timestamp() or lease_owner = $3 or ${isOwnerGone('lease_owner')})
     returning fence, watermark, listing_from as "from", listing_started_at as begun, resume_after_id as after, filter_hash as "filterHash", ${hasToReevaluate} as "reevaluate", list_all as "listsAll"`,
    [connectionId, entity, owner, leaseMs / 1000],
  );
  if (!row) return null;
  return {
    lease: { connectionId, entity, owner, leaseMs, fence: row.fence },
    watermark: row.watermark,
    listing: row.begun ? { from: row.from, afterId: Number(row.after ?? 0) } : null,
    filterHash: row.filterHash,
    reevaluate: row.reevaluate,
    listsAll: row.listsAll,
  };
}

/** Remembers that a listing has begun, so that a killed worker's successor goes on where it stood. `leavesAll`: everything is listed by the next one. */
export async function beginListing(tx: Tx, lease: Lease, from: Date | null, leavesAll = false): Promise<void> {
  await fenced(
    tx,
    lease,
    `listing_from = $5, listing_started_at = clock_timestamp(), listing_max = null, resume_after_id = 0, kept_page = null, kept_until = null, list_all = list_all and ($5::timestamptz is not null or $6)`,
    [from?.toISOString() ?? null, leavesAll],
  );
}

/** Says "still at it" while ConnectWise takes its time. */
export async function renewLease(tx: Tx, lease: Lease): Promise<void> {
  await fenced(tx, lease, `lease_until = clock_timestamp() + make_interval(secs => $5)`, [lease.leaseMs / 1000]);
}

/**
 * Moves the watermark and gives the cursor back. Only ConnectWise's own times move it, less the time that the listing took: a record that
 * changed behind the reader's back did so after the listing began, thus at most that long before the newest one seen. No two clocks are compared.
 */
export async function finishListing(tx: Tx, lease: Lease, filterHash: string): Promise<void> {
  await fenced(
    tx,
    lease,
    `watermark = greatest(watermark, listing_max - (clock_timestamp() - listing_started_at)), listing_from = null, listing_started_at = null,
     listing_max = null, resume_after_id = null, lease_owner = null, lease_until = null, filter_hash = $5,
     reevaluate = exists (select from sync_skip s where s.connection_id = $1 and s.entity = $2 and s.reevaluate)`,
    [filterHash],
  );
}

/** Gives the cursor back in the middle of a listing, on a clean stop. */
export async function releaseLease(tx: Tx, lease: Lease): Promise<void> {
  await tx.query(
    `update sync_cursor set lease_owner = null, lease_until = null where connection_id = $1 and entity = $2 and fence = $3 and lease_owner = $4`,
    [lease.connectionId, lease.entity, lease.fence, lease.owner],
  );
}

async function fenced(tx: Tx, lease: Lease, assignments: string, params: unknown[]): Promise<void> {
  const rows = await tx.query(
    `update sync_cursor set ${assignments} where connection_id = $1 and entity = $2 and fence = $3 and lease_owner = $4 returning 1`,
    [lease.connectionId, lease.entity, lease.fence, lease.owner, ...params],
  );
  if (rows.length === 0) throw leaseLost('listing', { entity: lease.entity });
}

/** Tells the planner how many links and records there are now. */
export async function analyzeRecords(tx: Tx, table: string): Promise<void> {
  await tx.query(`analyze entity_link, ${table}`);
}
