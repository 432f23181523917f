import { clearNeverSynced } from '../../../links/never-synced.queries.ts';
import type { ActionWork, WrittenAction } from './action-work.ts';

/** Lets a record into the sync again that was kept out of it and is not linked. */
export async function allow(work: ActionWork): Promise<WrittenAction> {
  const { tx, desk } = work;
  const { entity, localId, never } = work.subject;
  await clearNeverSynced(tx, desk.connectionId, entity, localId);
  const waiting = await work.goOn();
  if (desk.setup.may.pushOpen) await work.push('created');
  return {
    before: { links: [], never, waiting },
    after: { remoteId: null, state: null },
    done: 'Allowed to sync again',
    changes: [{ field: 'state', from: 'never', to: 'not linked' }],
    fetch: null,
  };
}
