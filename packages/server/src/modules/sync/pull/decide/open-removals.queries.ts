import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';

/** SQL: an open issue says that the record of ConnectWise is gone to which this one of the CRM is linked. */
export const isRemovalOpen = (connection: string, entity: string, localId: string): string =>
  `exists (select from sync_issue g where g.connection_id = ${connection} and g.entity = ${entity} and g.local_id = ${localId} and g.state = 'open'
     and ((g.direction = 'in' and g.code = 'remote_deleted') or (g.direction = 'out' and g.code = 'link_broken')))`;

/** Those of these records of the CRM of which it is told with an issue that ConnectWise does not have theirs any more. */
export async function readOpenRemovals(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  localIds: readonly Id[],
): Promise<Set<Id>> {
  if (localIds.length === 0) return new Set();
  const rows = await tx.query<{ id: Id }>(
    `select k.id from unnest($3::uuid[]) as k(id) where ${isRemovalOpen('$1', '$2', 'k.id')}`,
    [connectionId, entity, localIds],
  );
  return new Set(rows.map(({ id }) => id));
}
