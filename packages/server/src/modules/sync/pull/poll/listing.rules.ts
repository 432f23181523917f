import { every, greater, since } from '../../../../connectwise/client/conditions.ts';
import type { HeldCursor } from './cursor-lease.queries.ts';

/** Read again before the watermark at each poll: times of ConnectWise are whole seconds, and a commit there may become visible late. */
export const OVERLAP_MS = 5 * 60_000;

/** Interval of the poll (requirement R17). */
export const POLL_EVERY_MINUTES = 15;

/** From which `lastUpdated` on a poll lists; null means everything, as in a first sync. */
export const listFrom = (watermark: Date | null): Date | null =>
  watermark === null ? null : new Date(watermark.getTime() - OVERLAP_MS);

/** What a listing from this cursor on still brings, as a condition; undefined for everything. */
export function toCome({ watermark, listing }: Pick<HeldCursor, 'watermark' | 'listing'>): string | undefined {
  const from = listing ? listing.from : listFrom(watermark);
  return every(
    from ? since('lastUpdated', from) : undefined,
    listing && listing.afterId > 0 ? greater('id', listing.afterId) : undefined,
  );
}

/** A table that a first page has filled needs new statistics, or PostgreSQL keeps taking it for an empty one. */
export const wantsStatistics = (pageNumber: number, created: number): boolean => pageNumber === 1 && created >= 100;

/** So many pages after a takeover, the next one is asked for when the one before it is in. */
const CAREFUL_PAGES = 20;

/**
 * Whether the next page is asked for while one is written, `number` pages into a listing that is new or was taken over (`isResumed`). Two pages
 * must then be asked for again where a worker dies, instead of one. Where workers die again and again, each one that takes over is careful;
 * so it is when ConnectWise takes so long that the writing hardly counts.
 */
export const mayAskAhead = (
  { number, isResumed }: { number: number; isResumed: boolean },
  askedMs: number,
  wroteMs: number | null,
): boolean => wroteMs !== null && !(isResumed && number <= CAREFUL_PAGES) && askedMs < 12 * wroteMs;
