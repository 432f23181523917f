import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { LinkedEntity, LinkHold } from './link.ts';

/** Who set a record of the CRM that has no link never to sync; null when nobody did. */
export async function readNeverSynced(
  tx: Tx,
  connectionId: Id,
  entity: LinkedEntity,
  localId: Id,
): Promise<LinkHold | null> {
  const [row] = await tx.query<{ by: string; reason: string; at: Date }>(
    `select by_name as by, reason, at from never_synced where connection_id = $1 and entity = $2 and local_id = $3`,
    [connectionId, entity, localId],
  );
  return row ? { ...row, at: row.at.toISOString() } : null;
}

export async function setNeverSynced(
  tx: Tx,
  connectionId: Id,
  entity: LinkedEntity,
  localId: Id,
  { by, reason }: Pick<LinkHold, 'by' | 'reason'>,
): Promise<void> {
  await tx.query(
    `insert into never_synced (connection_id, entity, local_id, reason, by_name) values ($1, $2, $3, $4, $5)
     on conflict (workspace_id, connection_id, entity, local_id) do update set reason = excluded.reason, by_name = excluded.by_name, at = now()`,
    [connectionId, entity, localId, reason, by],
  );
}

/** True when it had been set. */
export async function clearNeverSynced(tx: Tx, connectionId: Id, entity: LinkedEntity, localId: Id): Promise<boolean> {
  const rows = await tx.query(
    `delete from never_synced where connection_id = $1 and entity = $2 and local_id = $3 returning 1`,
    [connectionId, entity, localId],
  );
  return rows.length > 0;
}
