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

/** A page of a ConnectWise that takes so long is worth keeping, so that the next one is on its way meanwhile. */
const SLOW_PAGE_MS = 250;

/** Writing fewer records takes no longer than keeping their page. */
const MANY_RECORDS = 100;

/** Whether the page at hand is kept and the next one asked for before it is in. `wroteBefore`: the records of the page before that were to be written. */
export const mayAskAhead = (tookMs: number, wroteBefore: number): boolean =>
  tookMs >= SLOW_PAGE_MS || wroteBefore >= MANY_RECORDS;
