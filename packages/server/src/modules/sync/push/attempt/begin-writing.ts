import type { EntityLink } from '../../../links/link.ts';
import { halfwayOfBase, withHalfway } from '../../conflicts/base.rules.ts';
import type { PushAttempt } from './push-attempt.ts';

/** Remembers, before the first of several requests that write a field, that until the last one ConnectWise shows what nobody there has edited. */
export async function beginWriting(
  attempt: PushAttempt,
  { entity, localId }: Pick<EntityLink, 'entity' | 'localId'>,
  field: string,
): Promise<void> {
  const now = await attempt.links.of(entity, localId);
  const halfway = halfwayOfBase(now?.base ?? null);
  if (!now?.base || halfway.includes(field)) return;
  await attempt.commit({ ...now, base: withHalfway(now.base, [...halfway, field]) }, null);
}
