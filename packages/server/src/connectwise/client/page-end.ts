import { idOf } from '../wire/wire.ts';

/**
 * Where the next forward-only page starts: after the greatest ID that came, so that records cut off the end of a page come again.
 * Only when no record has an ID is the link's `pageId` used. Null when the list does not move on, which would never end.
 */
export function lastIdOf(
  raws: readonly unknown[],
  { afterId, next, done }: { afterId: number; next: URLSearchParams | null; done: boolean },
): number | null {
  let last = greatestId(raws);
  if (last === 0) last = Number(next?.get('pageId') ?? 0);
  if (last > afterId) return last;
  return done ? afterId : null;
}

/** The greatest ID of a page, 0 when none has one. */
export function greatestId(raws: readonly unknown[]): number {
  let greatest = 0;
  for (const raw of raws) greatest = Math.max(greatest, idOf(raw) ?? 0);
  return greatest;
}
