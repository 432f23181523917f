import { deletedInConnectWise } from '../../messages/pull-problem.messages.ts';
import { openIssues } from '../../pull/write/outcomes.queries.ts';
import { RecordProblem } from '../../records/record-problem.ts';
import { syncOf } from '../../registry.ts';
import { wasHeldBack } from '../link-actions.queries.ts';
import { type ActionWork, gone, type WrittenAction } from './action-work.ts';

/** Lets a held link go on: both sides are looked at again. One whose record is gone from ConnectWise is broken, and one issue tells of it. */
export async function resume(work: ActionWork): Promise<WrittenAction> {
  const { link, entity, isGoneThere } = work.subject;
  if (!link) return gone(entity);
  const state = isGoneThere ? 'broken' : 'linked';
  await work.deps.links.setState(work.tx, [link.id], state);
  if (isGoneThere) await tellGone(work, link.remoteId);
  else await work.lookAtBoth(link.remoteId);
  return {
    before: { links: [link] },
    after: { remoteId: link.remoteId, state },
    done: link.state === 'never' ? 'Allowed to sync again' : 'Resumed',
    changes: [{ field: 'state', from: link.state, to: state }],
    fetch: isGoneThere ? null : link.remoteId,
  };
}

/** What was held back is asked for again, so that its push says what it waits for. */
async function tellGone(work: ActionWork, remoteId: string): Promise<void> {
  const { tx, desk } = work;
  const { entity, localId, name } = work.subject;
  const problem = RecordProblem.of('remote_deleted', deletedInConnectWise(syncOf(entity).words));
  await openIssues(tx, desk.connectionId, entity, [{ remoteId, localId, name, problem }]);
  if (await wasHeldBack(tx, desk.connectionId, entity, localId)) await work.push('retry');
}
