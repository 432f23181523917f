import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import type { Wire, WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { EntityLink, LinkedEntity, LinkHold } from '../../../links/link.ts';
import { readNeverSynced } from '../../../links/never-synced.queries.ts';
import { heldByPerson } from '../../messages/skip-reason.messages.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { PushHeld, PushRefused } from '../attempt/push-refused.ts';

/**
 * The link of a record, or null when it has none; a broken one stops the push, so that nothing is made anew behind a person's back. One that is
 * paused still says which record it is; that nothing of the record itself goes out is seen to at the door (held-push.ts).
 */
export async function usableLink(
  attempt: PushAttempt,
  entity: LinkedEntity,
  localId: Id,
  words: string,
): Promise<EntityLink | null> {
  const link = await attempt.linkOf(entity, localId);
  if (link?.state === 'broken') throw brokenLink(words, link.remoteId);
  if (link) return link;
  const never = await attempt.read((tx) => readNeverSynced(tx, attempt.connectionId, entity, localId));
  if (never) throw neverSynced(words, never);
  return null;
}

/** What would be made in ConnectWise is never to be there. */
const neverSynced = (words: string, hold: LinkHold): PushRefused =>
  new PushRefused(
    'never_synced',
    `${words.charAt(0).toUpperCase()}${words.slice(1)} is not made in ConnectWise, because ${heldByPerson({ state: 'never', hold })}.`,
    'Allow it to sync again on its page, or take it out of what is sent, then retry.',
  );

/**
 * What follows when ConnectWise said that a linked record is not there: looked at a second time through the list, because a look by ID can be
 * answered wrongly, and not at all when many are gone at once (see removal-guard.ts). Marks the link and answers what to say. `isMarked`: the
 * record is there, and ConnectWise itself says that it is deleted, as it does after a merge.
 */
export async function breakLink<R extends WireRecord>(
  attempt: PushAttempt,
  { wire, link, words, isMarked = false }: { wire: Wire<R>; link: EntityLink; words: string; isMarked?: boolean },
): Promise<Error> {
  if (!isMarked && (await attempt.client.isListed(wire, link.remoteId))) return listedThoughGone(words, link.remoteId);
  const verdict = await attempt.breakUnlessMany(link);
  if (verdict === 'held') return new PushHeld(`${words}: so many records are gone at once that a person is asked.`);
  return verdict === 'kept' ? keptLink(words, link.remoteId) : brokenLink(words, link.remoteId);
}

/** Like an outage: one of the two answers is wrong, and the next look will tell. */
const listedThoughGone = (words: string, remoteId: string): ConnectWiseError =>
  new ConnectWiseError({
    kind: 'unavailable',
    code: 'listed_though_gone',
    message: `ConnectWise said that record ${remoteId}, which ${words} is linked to, does not exist, and lists it all the same. Nothing was changed; Causeway looks again.`,
  });

const keptLink = (words: string, remoteId: string): PushRefused =>
  new PushRefused(
    'link_kept',
    `ConnectWise does not have record ${remoteId}, which ${words} is linked to. The link was kept, because somebody decided so when many records were gone at once.`,
    'Look for the record in ConnectWise. When it is there again, retry; else unlink it.',
  );

const brokenLink = (words: string, remoteId: string): PushRefused =>
  new PushRefused(
    'link_broken',
    `Record ${remoteId}, which ${words} is linked to, was removed or merged in ConnectWise.`,
    'It stays in the CRM. Relink it to the right record, or unlink it to have a new one made, then retry.',
  );

/** The CRM record was deleted after the push was asked for. */
export const gone = (word: string): PushRefused =>
  new PushRefused(
    'record_gone',
    `The ${word} no longer exists in the CRM.`,
    'Nothing can be pushed; dismiss this issue.',
  );
