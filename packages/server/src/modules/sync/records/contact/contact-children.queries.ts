import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { MovedChildren } from '../entity-sync.ts';

/** Gives the opportunities of a contact to another one, as ConnectWise does when a contact is deleted with `transferContactId`. */
export async function moveSales(tx: Tx, fromContactId: Id, toContactId: Id): Promise<MovedChildren> {
  const opportunities = await tx.query<{ id: Id; name: string }>(
    `update opportunity set contact_id = $2, version = version + 1, updated_at = now() where contact_id = $1 returning id, name`,
    [fromContactId, toContactId],
  );
  return { contacts: [], opportunities };
}
