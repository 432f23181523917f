import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import type { Wire, WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { EntityLink, LinkedEntity } from '../../../links/link.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { PushHeld, PushRefused } from '../attempt/push-refused.ts';

/** The link of a record, or null when it has none; a broken or paused one stops the push, so that nothing is made anew behind a person's back. */
export async function usableLink(
  attempt: PushAttempt,
  entity: LinkedEntity,
  localId: Id,
  words: string,
): Promise<EntityLink | null> {
  const link = await attempt.links.of(entity, localId);
  if (!link || link.state === 'linked') return link;
  if (link.state === 'broken') throw brokenLink(words, link.remoteId);
  throw new PushRefused(
    'link_broken',
    `The link of ${words} to ConnectWise is paused.`,
    'Resume the link, then retry.',
  );
}

/**
 * What follows when ConnectWise said that a linked record is not there: looked at a second time through the list, because a look by ID can be
 * answered wrongly, and not at all when many are gone at once (see removal-guard.ts). Marks the link and answers what to say.
 */
export async function breakLink<R extends WireRecord>(
  attempt: PushAttempt,
  { wire, link, words }: { wire: Wire<R>; link: EntityLink; words: string },
): Promise<Error> {
  if (await attempt.client.isListed(wire, link.remoteId)) return listedThoughGone(words, link.remoteId);
  const verdict = await attempt.links.breakUnlessMany(link);
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
