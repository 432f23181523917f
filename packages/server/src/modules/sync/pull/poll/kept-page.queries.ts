import type { Tx } from '../../../../platform/database/database.ts';
import { leaseLost } from '../../../../platform/errors.ts';
import type { Lease } from '../context/lease.ts';

/** Longer than a lease and the start of a worker; what is older may have been overtaken by a push, so it is asked for again. */
const KEPT_SECONDS = 60;

/** What a crash of PostgreSQL itself loses of it is asked for again, so its commit need not wait for the disk: the next page waits for it. */
export async function keepPage(tx: Tx, lease: Lease, page: Buffer): Promise<void> {
  const rows = await tx.query(
    `update sync_cursor set kept_page = $5, kept_until = clock_timestamp() + make_interval(secs => $6)
     where connection_id = $1 and entity = $2 and fence = $3 and lease_owner = $4
       and set_config('synchronous_commit', 'off', true) = 'off' returning 1`,
    [lease.connectionId, lease.entity, lease.fence, lease.owner, page, KEPT_SECONDS],
  );
  if (rows.length === 0) throw leaseLost('listing', { entity: lease.entity });
}

export async function keptPage(tx: Tx, { connectionId, entity }: Lease): Promise<Buffer | null> {
  const [row] = await tx.query<{ page: Buffer | null }>(
    `select kept_page as page from sync_cursor where connection_id = $1 and entity = $2 and kept_until > clock_timestamp()`,
    [connectionId, entity],
  );
  return row?.page ?? null;
}
