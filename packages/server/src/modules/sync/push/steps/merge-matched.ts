import type { Id } from '../../../../platform/ids.ts';
import type { EntityLink, PulledEntity } from '../../../links/link.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';

/**
 * A record that a push found in ConnectWise and linked, or that an earlier attempt left behind and that was edited since, is merged by the rules of
 * owners: what of ours stands is sent at once, where the mode sends
 * edits at all; what of theirs stands comes with the next poll (see `create-once.ts`).
 */
export async function mergeMatched(
  attempt: PushAttempt,
  entity: PulledEntity,
  localId: Id,
  update: (link: EntityLink) => Promise<unknown>,
): Promise<void> {
  if (!attempt.setup.may.pushUpdate) return;
  const link = await attempt.links.of(entity, localId);
  if (link) await update(link);
}
