import type { LinkHold } from '../../../links/link.ts';
import { type ActionWork, gone, type WrittenAction } from './action-work.ts';

/** Holds a link in both directions: until it is resumed, or for good. */
export async function pause(work: ActionWork, state: 'paused' | 'never', hold: LinkHold): Promise<WrittenAction> {
  const { link, entity } = work.subject;
  if (!link) return gone(entity);
  await work.deps.links.setState(work.tx, [link.id], state, hold);
  return {
    before: { links: [link] },
    after: { remoteId: link.remoteId, state },
    done: state === 'paused' ? 'Paused' : 'Set never to sync',
    changes: [{ field: 'state', from: link.state, to: state }],
    fetch: null,
  };
}
