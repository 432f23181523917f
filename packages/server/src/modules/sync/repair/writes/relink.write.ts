import { refuse } from '../../../../platform/errors.ts';
import type { Id } from '../../../../platform/ids.ts';
import { UNREAD } from '../../../links/link.ts';
import { clearNeverSynced } from '../../../links/never-synced.queries.ts';
import * as say from '../../messages/link-action.messages.ts';
import { syncOf } from '../../registry.ts';
import { dropSkips, forgetPair, primariesOf } from '../link-actions.queries.ts';
import { sendsAnything, type WorkedPlan } from '../link-planner.ts';
import { baseOfChoice, expectedAfter, losesPrimary } from '../link-values.rules.ts';
import { type ActionWork, gone, linkChange, linkOfOther, type WrittenAction } from './action-work.ts';

/** Links the record to another one of ConnectWise, whose own link, if there is one, goes. */
export async function relink(
  work: ActionWork,
  { remote, compared, taken, left: children }: WorkedPlan,
): Promise<WrittenAction> {
  const { tx, desk, deps } = work;
  const { entity, local, link, localId, name, never } = work.subject;
  if (!remote?.fields || !local) return gone(entity);
  const { connectionId } = desk;
  const { remoteId } = remote;
  const clients = [local.clientId, remote.fields.clientId].filter((id) => typeof id === 'string');
  const primaries = entity === 'contact' ? await primariesOf(tx, clients) : [];
  const links = await work.removeLinks();
  const holders = await deps.links.byRemote(tx, entity, [remoteId], connectionId);
  if (holders.some((held) => held.localId !== taken?.localId))
    return refuse('changed_meanwhile', 'That record was linked to another one meanwhile. Look again.');
  await deps.links.remove(
    tx,
    holders.map(({ id }) => id),
  );
  if (never) await clearNeverSynced(tx, connectionId, entity, localId);
  await dropSkips(tx, connectionId, entity, [remoteId, ...(link ? [link.remoteId] : [])]);
  await forgetPair(tx, { connectionId, entity, localId, remoteId });
  // The next look at the record, ours or the poll's, takes in what of theirs shall stand.
  const base = baseOfChoice(compared, { local, remote: remote.fields });
  await deps.links.bind(tx, {
    connectionId,
    entity,
    localId,
    remoteId,
    origin: 'matched',
    remoteHash: UNREAD,
    base,
  });
  await work.fetchSoon(remoteId);
  const issues = await work.closeIssues(
    [remoteId, ...(link ? [link.remoteId] : [])],
    `relinked to ${syncOf(entity).words.remote} ${remoteId}`,
  );
  const waiting = await work.goOn();
  if (sendsAnything(desk.setup)) await work.push('relinked');
  const left = await work.sendLeft(children);
  return {
    before: { links: [...links, ...holders], local, remote: remote.fields, never, issues, waiting, left, primaries },
    after: {
      remoteId,
      state: 'linked',
      local: expectedAfter(compared, 'crm'),
      remote: expectedAfter(compared, 'connectwise'),
    },
    done: link ? 'Relinked' : 'Linked',
    changes: [linkChange(entity, link?.remoteId ?? null, remoteId)],
    fetch: remoteId,
    others:
      taken && holders.length > 0
        ? [lostTo(work, { ...taken, remoteId }, { name, isPrimary: losesPrimary(compared, local) })]
        : [],
  };
}

/** The record whose link was taken over is told so in its own history. */
const lostTo = (
  { subject: { entity }, actor }: ActionWork,
  other: { localId: Id; name: string; remoteId: string },
  by: { name: string; isPrimary: boolean },
) =>
  linkOfOther({ entity, actor }, other, {
    code: 'link_taken_over',
    description: say.wasTakenOver({ ...syncOf(entity).words, remoteId: other.remoteId, name: by.name }, actor.name, by),
    changes: [linkChange(entity, other.remoteId, null)],
  });
