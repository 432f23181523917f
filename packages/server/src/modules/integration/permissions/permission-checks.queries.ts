import type { RightId } from '@causeway/shared/connectwise-rights';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { PermissionCheckRow } from './permission-report.rules.ts';
import type { RightResult } from './right-answer.rules.ts';

export async function readPermissionCheck(tx: Tx, connectionId: Id): Promise<PermissionCheckRow | null> {
  const rows = await tx.query<PermissionCheckRow>(
    `select checked_at as "checkedAt", checked_by as "checkedBy", results from permission_check where connection_id = $1`,
    [connectionId],
  );
  return rows[0] ?? null;
}

/** Puts what was found in place of what was known; rights that were not tried this time keep nothing. */
export async function writePermissionCheck(
  tx: Tx,
  connectionId: Id,
  { results, checkedBy }: { results: Partial<Record<RightId, RightResult>>; checkedBy: string | null },
): Promise<void> {
  const found = { checked_by: checkedBy, results: JSON.stringify(results) };
  await tx.db
    .insertInto('permission_check')
    .values({ connection_id: connectionId, ...found })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'connection_id']).doUpdateSet({ checked_at: sql<Date>`now()`, ...found }),
    )
    .execute();
}

/** Whether the rights should be looked at: never looked at with these keys, or not within so many seconds. */
export async function isCheckDue(tx: Tx, connectionId: Id, everySeconds: number): Promise<boolean> {
  const rows = await tx.query<{ isDue: boolean }>(
    `select p.checked_at is null or p.checked_at < c.keys_set_at or p.checked_at < now() - make_interval(secs => $2) as "isDue"
     from connection c left join permission_check p on p.connection_id = c.id where c.id = $1`,
    [connectionId, everySeconds],
  );
  return rows[0]?.isDue ?? false;
}
