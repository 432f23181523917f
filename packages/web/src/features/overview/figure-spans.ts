const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Whole hours and days, so that the question stays the same between two of them. */
export const figureSpans = (now: number) => ({
  day: new Date(Math.floor(now / HOUR_MS) * HOUR_MS - 23 * HOUR_MS).toISOString(),
  week: new Date(Math.floor(now / DAY_MS) * DAY_MS - 6 * DAY_MS).toISOString(),
});
