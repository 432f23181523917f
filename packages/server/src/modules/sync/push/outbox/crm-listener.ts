import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { CrmChange, OnCrmChange } from '../../../crm/crm-change.ts';
import { modeCapabilities } from '../../../integration/configuration/mode.rules.ts';
import { lookAgainAtLeft, lookAgainAtTaken } from '../../pull/write/outcomes.queries.ts';
import type { Records } from '../../records/records.ts';
import type { TellKept } from './kept-by-mode.ts';
import { readListening } from './listening.queries.ts';
import type { PushOutbox } from './push-outbox.service.ts';
import { mayPush } from './push-policy.rules.ts';

/** Completes a record before its push is requested, in the transaction of the change. */
export type BeforePush = (tx: Tx, connectionId: Id, change: CrmChange) => Promise<void>;

/**
 * What the CRM calls on every change: requests a push from each connection whose sync has been started and whose mode lets it out, else says so. What
 * belongs to the change is done first (`beforePush`), so that the record is pushed as it is seen (reading A11).
 */
export function createCrmListener(
  outbox: PushOutbox,
  { beforePush, tellKept }: { beforePush: BeforePush; tellKept: TellKept },
  records: Records,
): OnCrmChange {
  return async (tx: Tx, change: CrmChange) => {
    // Paused and failing connections listen too: their requests wait and go out once the connection works again.
    for (const { connectionId, mode, pushLost } of await readListening(tx)) {
      const rights = { may: modeCapabilities[mode], pushLost };
      const sync = records.ofCrm(change.entity);
      await lookAgainAtTaken(tx, connectionId, sync.entity, [change.id]);
      if (!rights.may.pullUpdate) await lookAgainAtLeft(tx, connectionId, sync.entity, [change.id]);
      if (!mayPush(change, connectionId, rights)) {
        await tellKept(tx, sync, change, { connectionId, ...rights });
        continue;
      }
      await beforePush(tx, connectionId, change);
      await outbox.request(tx, {
        connectionId,
        entity: sync.entity,
        localId: change.id,
        reason: change.kind,
        actor: change.origin.kind === 'user' ? change.origin.userId : null,
      });
    }
  };
}
