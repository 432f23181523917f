import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';

/** Which of these records of ConnectWise are of people who were erased here: they are not looked at, and nothing is written of them. */
export async function readErased(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  remoteIds: readonly string[],
): Promise<Set<string>> {
  if (entity !== 'contact') return new Set();
  const rows = await tx.query<{ id: string }>(
    `select k.id from unnest($3::text[]) as k(id) join erased_record x on x.connection_id = $1 and x.entity = $2
       and x.remote_hash = erased_hash($1, $2, k.id)`,
    [connectionId, entity, remoteIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Whether the person of this contact was erased: nobody may let the row sync again, which would send "Erased person" to ConnectWise. */
export async function isErased(tx: Tx, contactId: Id): Promise<boolean> {
  const rows = await tx.query(`select 1 from erasure where subject = 'contact' and subject_id = $1`, [contactId]);
  return rows.length > 0;
}
