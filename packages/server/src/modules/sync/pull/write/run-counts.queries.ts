import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { LIVE_CHANNEL } from '../../../audit/audit-log.service.ts';
import type { PulledEntity } from '../../../links/link.ts';
import type { Counts } from './outcome.ts';

/** Adds a page to its run, in the page's own transaction: what is counted is committed. Listeners of the overview hear of it. */
export async function countInRun(tx: Tx, runId: Id | null, entity: PulledEntity, counts: Counts): Promise<void> {
  const processed = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (!runId || processed === 0) return;
  await tx.query(
    `with counted as (
       update sync_run_entity set processed = processed + $3, created = created + $4, updated = updated + $5, linked = linked + $6,
         unchanged = unchanged + $7, skipped = skipped + $8, failed = failed + $9
       where run_id = $1 and entity = $2 returning 1)
     select pg_notify('${LIVE_CHANNEL}', $10) from (select count(*) from counted) done`,
    [
      runId,
      entity,
      processed,
      counts.created,
      counts.updated,
      counts.linked,
      counts.unchanged,
      counts.skipped,
      counts.failed,
      tx.workspaceId,
    ],
  );
}

/** Keeps which records were counted along while a kind of record was listed, in the transaction that counts them. */
export async function keepAlong(tx: Tx, runId: Id, entity: PulledEntity, along: readonly string[]): Promise<void> {
  await tx.query(`update sync_run_entity set counted_along = $3::text[] where run_id = $1 and entity = $2`, [
    runId,
    entity,
    along,
  ]);
}

/** Those that the worker before had counted along in this listing. */
export async function readAlong(tx: Tx, runId: Id, entity: PulledEntity): Promise<string[]> {
  const [row] = await tx.query<{ along: string[] }>(
    `select counted_along as along from sync_run_entity where run_id = $1 and entity = $2`,
    [runId, entity],
  );
  return row?.along ?? [];
}
