import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

/** The active bundle with the fewest parts from two on, so that it is seen at a glance; null when the CRM has no bundle. */
export async function readSmallBundle(tx: Tx): Promise<Id | null> {
  const [row] = await tx.query<{ id: Id }>(
    `select p.id from product p join bundle_line l on l.bundle_id = p.id where p.kind = 'bundle' and p.is_active
     group by p.id, p.name order by count(*) = 1, count(*), p.name limit 1`,
  );
  return row?.id ?? null;
}
