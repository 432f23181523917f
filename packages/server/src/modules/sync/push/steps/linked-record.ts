import type { Id } from '../../../../platform/ids.ts';
import type { EntityLink, LinkedEntity } from '../../../links/link.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { PushRefused } from '../attempt/push-refused.ts';

/** The link of a record, or null when it has none; a broken or paused one stops the push, so that nothing is made anew behind a person's back. */
export async function usableLink(
  attempt: PushAttempt,
  entity: LinkedEntity,
  localId: Id,
  words: string,
): Promise<EntityLink | null> {
  const link = await attempt.linkOf(entity, localId);
  if (!link || link.state === 'linked') return link;
  if (link.state === 'broken') throw brokenLink(words, link.remoteId);
  throw new PushRefused(
    'link_broken',
    `The link of ${words} to ConnectWise is paused.`,
    'Resume the link, then retry.',
  );
}

/** Marks the link of a record that is no longer in ConnectWise, and says so. */
export async function breakLink(attempt: PushAttempt, link: EntityLink, words: string): Promise<PushRefused> {
  await attempt.markBroken(link);
  return brokenLink(words, link.remoteId);
}

const brokenLink = (words: string, remoteId: string): PushRefused =>
  new PushRefused(
    'link_broken',
    `Record ${remoteId}, which ${words} is linked to, was removed or merged in ConnectWise.`,
    'Relink it to the right record, or unlink it to have a new one made, then retry.',
  );

/** The CRM record was deleted after the push was asked for. */
export const gone = (word: string): PushRefused =>
  new PushRefused(
    'record_gone',
    `The ${word} no longer exists in the CRM.`,
    'Nothing can be pushed; dismiss this issue.',
  );
