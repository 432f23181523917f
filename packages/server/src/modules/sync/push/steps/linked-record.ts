import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import type { Wire, WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { EntityLink, LinkedEntity, LinkHold } from '../../../links/link.ts';
import { readNeverSynced } from '../../../links/never-synced.queries.ts';
import {
  linkIsBroken,
  linkIsKept,
  listedThoughGone,
  neverMade,
  recordGone,
  tooManyGone,
} from '../../messages/push-problem.messages.ts';
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
  const link = await attempt.links.of(entity, localId);
  if (link?.state === 'broken') throw brokenLink(words, link);
  if (link) return link;
  const never = await attempt.read((tx) => readNeverSynced(tx, attempt.connectionId, entity, localId));
  if (never) throw neverSynced(words, never);
  return null;
}

/** What would be made in ConnectWise is never to be there. */
const neverSynced = (words: string, hold: LinkHold): PushRefused =>
  PushRefused.of('never_synced', neverMade(words, heldByPerson({ state: 'never', hold })));

/**
 * What follows when ConnectWise said that a linked record is not there: looked at a second time through the list, because a look by ID can be
 * answered wrongly, and not at all when many are goneHere at once (see removal-guard.ts). Marks the link and answers what to say. `isListed`: the
 * record is there, and says itself that it was deleted.
 */
export async function breakLink<R extends WireRecord>(
  attempt: PushAttempt,
  { wire, link, words, isListed = false }: { wire: Wire<R>; link: EntityLink; words: string; isListed?: boolean },
): Promise<Error> {
  if (!isListed && (await attempt.client.isListed(wire, link.remoteId))) return outage(words, link.remoteId);
  const verdict = await attempt.links.breakUnlessMany(link);
  if (verdict === 'held') return new PushHeld(tooManyGone(words));
  return verdict === 'kept' ? keptLink(words, link.remoteId) : brokenLink(words, link);
}

/** Like an outage: one of the two answers is wrong, and the next look will tell. */
const outage = (words: string, remoteId: string): ConnectWiseError =>
  new ConnectWiseError({
    kind: 'unavailable',
    code: 'listed_though_gone',
    message: listedThoughGone(words, remoteId),
  });

const keptLink = (words: string, remoteId: string): PushRefused =>
  PushRefused.of('link_kept', linkIsKept(words, remoteId));

export const brokenLink = (words: string, { entity, remoteId }: Pick<EntityLink, 'entity' | 'remoteId'>): PushRefused =>
  PushRefused.of('link_broken', linkIsBroken(words, remoteId, { hasContacts: entity === 'company' }));

/** The CRM record was deleted after the push was asked for. */
export const goneHere = (word: string): PushRefused => PushRefused.of('record_gone', recordGone(word));
