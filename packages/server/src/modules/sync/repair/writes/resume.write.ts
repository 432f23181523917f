import { syncOf } from '../../registry.ts';
import { dropSkips } from '../link-actions.queries.ts';
import { type ActionWork, gone, type WrittenAction } from './action-work.ts';

/** Lets a held link go on: both sides are looked at again. */
export async function resume(work: ActionWork): Promise<WrittenAction> {
  const { tx, desk } = work;
  const { link, entity } = work.subject;
  if (!link) return gone(entity);
  await work.deps.links.setState(tx, [link.id], 'linked');
  await dropSkips(tx, desk.connectionId, entity, [link.remoteId]);
  await work.fetchSoon(link.remoteId);
  const { pushUpdate, pushWon } = desk.setup.may;
  if (pushUpdate || (pushWon && syncOf(entity).goesWhenWon)) await work.push('retry');
  return {
    before: { links: [link] },
    after: { remoteId: link.remoteId, state: 'linked' },
    done: 'Resumed',
    changes: [{ field: 'state', from: link.state, to: 'linked' }],
    fetch: link.remoteId,
  };
}
