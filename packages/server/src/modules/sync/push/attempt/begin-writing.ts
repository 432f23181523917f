import type { EntityLink } from '../../../links/link.ts';
import { halfwayIn, withHalfway } from '../../conflicts/base.rules.ts';
import type { PushAttempt } from './push-attempt.ts';

/**
 * Remembers, before the first of several requests that write a field, that until the last one ConnectWise shows what nobody there has edited. `entries`:
 * those of a list that are written; all others that stand there are ConnectWise's all the while.
 */
export async function beginWriting(
  attempt: PushAttempt,
  { entity, localId }: Pick<EntityLink, 'entity' | 'localId'>,
  field: string,
  entries: readonly string[] = [],
): Promise<void> {
  const now = await attempt.links.of(entity, localId);
  if (!now?.base) return;
  const halfway = halfwayIn(now.base);
  const before = halfway[field];
  if (before && entries.every((one) => before.includes(one))) return;
  const all = [...new Set([...(before ?? []), ...entries])];
  await attempt.commit({ ...now, base: withHalfway(now.base, { ...halfway, [field]: all }) }, null);
}
