import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import { filtersFor } from '../../../integration/filters/filters.rules.ts';
import { named } from '../../messages/push-description.messages.ts';
import { nameSubject } from '../attempt/held-push.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { PushRefused } from '../attempt/push-refused.ts';
import { breakLink, brokenLink } from './linked-record.ts';

/**
 * A push that is stopped by another record (a part of the bundle, the company of the opportunity) has not looked at its own in ConnectWise yet, and
 * that may be gone as well, or be known to be: then this is what is to be said of it. Answers what to say; null where the record is there.
 */
export async function goneItself(attempt: PushAttempt, error: unknown): Promise<Error | null> {
  const { entity, localId } = attempt.push;
  const isOther = error instanceof PushRefused && attempt.subject.localId !== localId;
  if (!isOther && !(error instanceof ConnectWiseError && error.kind === 'not_found')) return null;
  const link = await attempt.links.of(entity, localId);
  if (link?.state !== 'linked' && link?.state !== 'broken') return null;
  const { wire, words, isDeleted } = attempt.record(entity);
  const called = () => named(words.local, attempt.subject.name);
  if (link.state === 'broken') {
    await nameSubject(attempt);
    return brokenLink(called(), link);
  }
  const remote = await attempt.client.get(wire, link.remoteId);
  const takesDeleted = filtersFor(entity, 'in', attempt.setup.configuration.filters).takesDeleted;
  if (remote && (takesDeleted || !isDeleted(remote))) return null;
  await nameSubject(attempt);
  return breakLink(attempt, {
    wire,
    link,
    words: called(),
    isListed: remote !== null,
  });
}
