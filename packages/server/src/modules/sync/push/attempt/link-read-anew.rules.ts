import type { EntityLink } from '../../../links/link.ts';
import { halfwayOfBase, isAgreedThere, standInsOf, withoutStandIns, withStandIns } from '../../conflicts/base.rules.ts';
import type { RemoteState } from './agreed-state.rules.ts';

/**
 * What is as it was last read, and says something else by settings that were changed since (its stage is mapped to another one here), is no edit of
 * ConnectWise's, and stands for what was agreed on.
 */
export function withReadAnew(
  link: EntityLink,
  { remoteHash, fields, said, unmovedOf }: RemoteState,
  apart: readonly string[],
): EntityLink {
  const { base } = link;
  if (!base || !fields || remoteHash === null) return link;
  const isAsItWas = remoteHash === link.remoteHash;
  const unmoved = unmovedOf?.(base) ?? null;
  const isUnmoved = (field: string) => (unmoved && said?.fields.includes(field) ? unmoved.includes(field) : isAsItWas);
  const anew = apart.filter(
    (field) => field in base && field in fields && isUnmoved(field) && !isAgreedThere(base, field, fields[field]),
  );
  const standIns = Object.fromEntries(anew.map((field) => [field, fields[field] ?? null]));
  return anew.length > 0 ? { ...link, base: withStandIns(base, { ...standInsOf(base), ...standIns }) } : link;
}

/** What an earlier push has left halfway there is nobody's edit: what stands here is sent over it, also where it is what had been agreed on before. */
export function withHalfDone(link: EntityLink, { fields }: RemoteState): EntityLink {
  const left = fields ? halfwayOfBase(link.base).filter((field) => field in fields) : [];
  if (left.length === 0) return link;
  const there = Object.fromEntries(left.map((field) => [field, fields?.[field] ?? null]));
  return { ...link, base: { ...withoutStandIns(link.base, left), ...there } };
}
