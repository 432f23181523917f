import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { LOOK_AGAIN, type PulledEntity } from '../../links/link.ts';

/** Takes fields out of what both sides agreed on, and marks the links for a second look. */
export const forgetAgreed = (tx: Tx, connectionId: Id, entity: PulledEntity, fields: readonly string[]) =>
  tx.query(
    `update entity_link set remote_hash = case when remote_hash is null then null else '${LOOK_AGAIN}' end,
       base = (base - $3::text[]) || case when jsonb_exists(base, '$standIns')
         then jsonb_build_object('$standIns', (base -> '$standIns') - $3::text[]) else '{}'::jsonb end
     where connection_id = $1 and entity = $2 and base is not null`,
    [connectionId, entity, fields],
  );

/** Has the next poll list each kind of record from the start that has links marked for a second look. */
export const listAll = (tx: Tx, connectionId: Id) =>
  tx.query(
    `update sync_cursor c set list_all = true where c.connection_id = $1 and exists (
       select from entity_link l where l.workspace_id = c.workspace_id and l.connection_id = c.connection_id and l.entity = c.entity
         and l.state = 'linked' and l.remote_hash = '${LOOK_AGAIN}')`,
    [connectionId],
  );
