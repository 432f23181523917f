import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';

/** Takes the look when the last one, or the start of the sync, is an hour ago. */
export async function claimDeletedLook(tx: Tx, connectionId: Id): Promise<boolean> {
  const rows = await tx.query(
    `update connection set deleted_looked_at = now()
     where id = $1 and coalesce(deleted_looked_at, sync_started_at) < now() - interval '1 hour' returning 1`,
    [connectionId],
  );
  return rows.length > 0;
}

/** Those of these records whose link would break. About one that was asked about with a wave of removals, a person decides or has decided. */
export async function readUnbroken(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  remoteIds: readonly string[],
): Promise<number[]> {
  const rows = await tx.query<{ remoteId: string }>(
    `select remote_id as "remoteId" from entity_link
     where connection_id = $1 and entity = $2 and remote_id = any($3::text[]) and state not in ('broken', 'never') and removal_asked_at is null`,
    [connectionId, entity, remoteIds],
  );
  return rows.map(({ remoteId }) => Number(remoteId));
}
