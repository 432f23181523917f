import type { LinkHold } from '../../../links/link.ts';
import { setNeverSynced } from '../../../links/never-synced.queries.ts';
import type { ActionWork, WrittenAction } from './action-work.ts';

/** Keeps a record that is not linked out of the sync. */
export async function neverSend(work: ActionWork, hold: LinkHold): Promise<WrittenAction> {
  const { entity, localId } = work.subject;
  await setNeverSynced(work.tx, work.desk.connectionId, entity, localId, hold);
  return {
    before: { links: [], never: null },
    after: { remoteId: null, state: null },
    done: 'Set never to sync',
    changes: [{ field: 'state', from: 'not linked', to: 'never' }],
    fetch: null,
  };
}
