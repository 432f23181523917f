import type { LinkHold } from '../../../links/link.ts';
import { setNeverAgain } from '../../messages/link-action.messages.ts';
import { waitingFor } from '../link-actions.queries.ts';
import { type ActionWork, gone, type WrittenAction } from './action-work.ts';

/**
 * Holds a link in both directions: until it is resumed, or for good. A broken one that is never synced asks nothing any more, and is remembered as
 * broken.
 */
export async function pause(work: ActionWork, state: 'paused' | 'never', hold: LinkHold): Promise<WrittenAction> {
  const { tx, desk, deps } = work;
  const { link, entity, localId } = work.subject;
  if (!link) return gone(entity);
  const isBroken = link.state === 'broken';
  await deps.links.setState(tx, [link.id], state, isBroken ? { ...hold, isBroken } : hold);
  if (state === 'never') await work.endQuestions();
  const issues = isBroken ? await work.closeIssues([link.remoteId], setNeverAgain()) : [];
  const waiting = isBroken
    ? (await waitingFor(tx, desk.connectionId, localId)).filter((push) => push.localId === localId)
    : [];
  for (const push of waiting) await deps.pushIssues.retry(tx, push);
  return {
    before: { links: [link], issues, waiting },
    after: { remoteId: link.remoteId, state },
    done: state === 'paused' ? 'Paused' : 'Set never to sync',
    changes: [{ field: 'state', from: link.state, to: state }],
    fetch: null,
  };
}
