import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';

/** Takes the look when the last one, or the start of the sync, is an hour ago; answers when that was. */
export async function claimDeletedLook(tx: Tx, connectionId: Id): Promise<{ before: Date | null } | null> {
  const [row] = await tx.query<{ before: Date | null }>(
    `update connection c set deleted_looked_at = now()
     from (select id, deleted_looked_at as before from connection
       where id = $1 and coalesce(deleted_looked_at, sync_started_at) < now() - interval '1 hour' for update) k
     where c.id = k.id returning k.before`,
    [connectionId],
  );
  return row ?? null;
}

/** A look that failed is due again with the next poll. */
export const giveBackDeletedLook = (tx: Tx, connectionId: Id, { before }: { before: Date | null }): Promise<unknown> =>
  tx.query(`update connection set deleted_looked_at = $2 where id = $1`, [connectionId, before]);

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
