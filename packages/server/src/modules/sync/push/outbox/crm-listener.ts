import type { SyncMode } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { CrmChange, OnCrmChange } from '../../../crm/crm-change.ts';
import { modeCapabilities } from '../../../integration/configuration/mode.rules.ts';
import type { Records } from '../../records/records.ts';
import type { PushOutbox } from './push-outbox.service.ts';
import { mayPush } from './push-policy.rules.ts';

interface Listening {
  connectionId: Id;
  mode: SyncMode;
  pushLost: boolean;
}

/** Completes a record before its push is requested, in the transaction of the change. */
export type BeforePush = (tx: Tx, connectionId: Id, change: CrmChange) => Promise<void>;

/**
 * What the CRM calls on every change: requests a push from each connection whose sync has been started and whose mode lets it out. What
 * belongs to the change is done first (`beforePush`), so that the record is pushed as it is seen (reading A11).
 */
export function createCrmListener(outbox: PushOutbox, beforePush: BeforePush, records: Records): OnCrmChange {
  return async (tx: Tx, change: CrmChange) => {
    // Paused and failing connections listen too: their requests wait and go out once the connection works again.
    const connections = await tx.query<Listening>(
      `select c.id as "connectionId", coalesce(s.configuration ->> 'mode', 'pull_new_push_won') as mode,
         coalesce((s.configuration -> 'options' ->> 'pushLost')::boolean, false) as "pushLost"
       from connection c left join sync_settings s on s.workspace_id = c.workspace_id and s.connection_id = c.id
       where c.sync_started_at is not null`,
    );
    for (const { connectionId, mode, pushLost } of connections) {
      if (!mayPush(change, connectionId, { may: modeCapabilities[mode], pushLost })) continue;
      await beforePush(tx, connectionId, change);
      await outbox.request(tx, {
        connectionId,
        entity: records.ofCrm(change.entity).entity,
        localId: change.id,
        reason: change.kind,
        actor: change.origin.kind === 'user' ? change.origin.userId : null,
      });
    }
  };
}
