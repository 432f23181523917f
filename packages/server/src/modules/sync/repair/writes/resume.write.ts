import { type ActionWork, gone, type WrittenAction } from './action-work.ts';

/** Lets a held link go on: both sides are looked at again. */
export async function resume(work: ActionWork): Promise<WrittenAction> {
  const { link, entity } = work.subject;
  if (!link) return gone(entity);
  await work.deps.links.setState(work.tx, [link.id], 'linked');
  await work.lookAtBoth(link.remoteId);
  return {
    before: { links: [link] },
    after: { remoteId: link.remoteId, state: 'linked' },
    done: 'Resumed',
    changes: [{ field: 'state', from: link.state, to: 'linked' }],
    fetch: link.remoteId,
  };
}
