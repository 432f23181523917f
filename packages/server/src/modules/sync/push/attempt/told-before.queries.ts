import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';

/**
 * Whether the last thing that the log says of a record on its way out is just this, and nobody has edited the record since: a push that the settings or a list
 * have asked for found nothing new. What is told of an opportunity's lines and documents stands beside it.
 */
export async function isToldBefore(
  tx: Tx,
  table: string,
  { localId, description }: { localId: Id; description: string },
): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from ${table} t cross join lateral (
       select e.description, e.at from audit_event e where e.workspace_id = t.workspace_id and e.local_id = t.id and e.direction = 'out'
         and e.operation not in ('push', 'check') order by e.id desc limit 1) last
     where t.id = $1 and last.description = $2 and t.updated_at <= last.at`,
    [localId, description],
  );
  return rows.length > 0;
}
