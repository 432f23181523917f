import { isSame } from '../../../platform/is-same.ts';
import type { Draft, EntitySync, Fields, ResolveContext } from './entity-sync.ts';

type Mapped = Pick<EntitySync, 'mapped'>;

/** What ConnectWise's record says of fields that a map gives their values; null where it has none. */
export const saidIn = ({ mapped }: Mapped, draft: Draft | null): Draft | null =>
  mapped && draft ? Object.fromEntries(mapped.from.map((property) => [property, draft[property] ?? null])) : null;

/**
 * Mapped fields in which ConnectWise's record says by the map of now what its words of before, `said`, say by it: nobody moved it there. Null where
 * those of before were not kept.
 */
export function unmovedIn(
  { mapped }: Mapped,
  draft: Draft | null,
  context: ResolveContext,
  said: Fields | null,
): readonly string[] | null {
  if (!mapped || !draft || !said) return null;
  const [before, now] = [mapped.read(said, context), mapped.read(draft, context)];
  return mapped.fields.filter((field) => field in before && field in now && isSame(before[field], now[field]));
}
