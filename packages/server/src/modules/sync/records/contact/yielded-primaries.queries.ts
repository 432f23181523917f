import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { UNREAD } from '../../../links/link.ts';

/**
 * Both sides agree on this primary contact, so they agree that the others of its client are none: ConnectWise took the mark from them by itself. Else
 * somebody who chooses one of them there again before the next poll would seem to have changed nothing.
 */
export async function yieldPrimary(tx: Tx, connectionId: Id, contactId: Id): Promise<void> {
  await tx.query(
    `update entity_link l set base = jsonb_set(l.base #- '{$standIns,isPrimary}', '{isPrimary}', 'false'),
       remote_hash = case when l.remote_hash is not null then $3 end
     from contact c join contact k on k.client_id = c.client_id and k.id <> c.id and not k.is_primary
     where c.id = $2 and c.is_primary and l.connection_id = $1 and l.entity = 'contact' and l.local_id = k.id
       and l.base->'isPrimary' = 'true'`,
    [connectionId, contactId, UNREAD],
  );
}
