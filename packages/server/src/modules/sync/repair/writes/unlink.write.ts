import { lookAgainAtTaken } from '../../pull/write/outcomes.queries.ts';
import { syncOf } from '../../registry.ts';
import { dropSkips, keepApart } from '../link-actions.queries.ts';
import { nameInBase } from '../link-planner.ts';
import { type ActionWork, linkChange, type WrittenAction, withoutDropped } from './action-work.ts';

/**
 * Takes the link away and keeps both records apart from then on; a broken link is only taken away. What ConnectWise takes once only (a company ID)
 * stays with the record there, so that a new one can be made.
 */
export async function unlink(work: ActionWork): Promise<WrittenAction> {
  const { tx, desk, actor } = work;
  const { link, entity, localId, local, name } = work.subject;
  const links = await work.removeLinks();
  const dropped = await work.dropKeptThere();
  const isBroken = link?.state === 'broken';
  const remoteId = link?.remoteId ?? '';
  if (!isBroken) {
    const remoteName = nameInBase(syncOf(entity), link?.base) ?? `${syncOf(entity).words.remote} ${remoteId}`;
    const pair = { connectionId: desk.connectionId, entity, localId, localName: name, remoteId, remoteName };
    await keepApart(tx, pair, actor.name);
  }
  await dropSkips(tx, desk.connectionId, entity, [remoteId]);
  const issues = await work.closeIssues([remoteId], 'unlinked');
  await lookAgainAtTaken(tx, desk.connectionId, entity, [localId]);
  const waiting = await work.goOn();
  return {
    before: {
      links,
      issues,
      waiting,
      ...(dropped.length > 0 ? { local } : {}),
      ...(isBroken ? {} : { apart: remoteId }),
    },
    after: { remoteId: null, state: null, ...(dropped.length > 0 ? { local: withoutDropped(null, dropped) } : {}) },
    done: 'Unlinked',
    changes: [linkChange(entity, remoteId, null), ...dropped],
    fetch: null,
  };
}
