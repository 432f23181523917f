import type { StatusSource, SyncMode } from '@causeway/shared/vocabulary';
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
  statusSource: StatusSource | null;
}

/** Shows in the field CW Status what a change comes to in ConnectWise; in the transaction of the change. */
export interface StatusField {
  show(tx: Tx, connectionId: Id, change: Pick<CrmChange, 'id' | 'kind'>): Promise<void>;
}

/**
 * What the CRM calls on every change: requests a push from each connection whose sync has been started and whose mode lets it out. The field
 * CW Status of an opportunity that is won, lost or reopened is set first, so that it is pushed as it is seen (reading A11).
 */
export function createCrmListener(outbox: PushOutbox, cwStatus: StatusField, records: Records): OnCrmChange {
  return async (tx: Tx, change: CrmChange) => {
    // Paused and failing connections listen too: their requests wait and go out once the connection works again.
    const connections = await tx.query<Listening>(
      `select c.id as "connectionId", coalesce(s.configuration ->> 'mode', 'pull_new_push_won') as mode,
         coalesce((s.configuration -> 'options' ->> 'pushLost')::boolean, false) as "pushLost",
         s.configuration -> 'opportunityMapping' ->> 'statusSource' as "statusSource"
       from connection c left join sync_settings s on s.workspace_id = c.workspace_id and s.connection_id = c.id
       where c.sync_started_at is not null`,
    );
    for (const { connectionId, mode, pushLost, statusSource } of connections) {
      if (!mayPush(change, connectionId, { may: modeCapabilities[mode], pushLost })) continue;
      if (statusSource === 'custom_field' && change.entity === 'opportunity')
        await cwStatus.show(tx, connectionId, change);
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
