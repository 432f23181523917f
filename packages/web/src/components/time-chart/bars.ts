const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What one bar can stand for, so that it begins where a clock or a calendar does. */
const steps = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 7, 14, 28].map((days) => days * DAY_MS),
];
const WEEK_MS = 7 * DAY_MS;
/** 1970-01-01 was a Thursday; weeks begin on Monday. */
const MONDAY_MS = 3 * DAY_MS;

/** Bars that a pointer can hit. */
export const MAX_BARS = { wide: 48, narrow: 24 };
/** The server keeps minutes for 31 days, and answers 2,400 buckets at most. */
const MINUTES_KEPT_MS = 30 * DAY_MS;
const MAX_HOURS_MS = 2_300 * HOUR_MS;

type ChartPlan = { bucket: 'MINUTE' | 'HOUR' | 'DAY'; stepMs: number };

/** How a time is cut into bars, and what the server is asked for it. All in milliseconds. */
export function planOf(from: number, to: number, now: number, maxBars = MAX_BARS.wide): ChartPlan {
  const span = Math.max(MINUTE_MS, to - from);
  const wanted = steps.find((step) => span / step <= maxBars) ?? Math.ceil(span / maxBars / WEEK_MS) * WEEK_MS;
  const hasMinutes = from > now - MINUTES_KEPT_MS;
  const stepMs = hasMinutes ? wanted : Math.max(wanted, HOUR_MS);
  if (stepMs < HOUR_MS) return { bucket: 'MINUTE', stepMs };
  if (span <= MAX_HOURS_MS) return { bucket: 'HOUR', stepMs };
  return { bucket: 'DAY', stepMs: Math.max(stepMs, DAY_MS) };
}

const bucketMs = { MINUTE: MINUTE_MS, HOUR: HOUR_MS, DAY: DAY_MS };

export type Bar = {
  /** ISO 8601; the end is that of its last moment, a millisecond before the next bar. */
  from: string;
  to: string;
  /** One of each part. */
  counts: number[];
  total: number;
};

/**
 * The bars of what the server counted: a line of each part, a figure a bucket. They are cut by the reader's own hours and days; whole days of
 * the server stay in UTC.
 */
export function barsOf(
  buckets: readonly string[],
  lines: readonly (readonly number[])[],
  { bucket, stepMs }: ChartPlan,
): Bar[] {
  const bars: Bar[] = [];
  let open: number | undefined;
  buckets.forEach((from, at) => {
    const start = new Date(from);
    const place = placeOf(start, bucket === 'DAY' ? 0 : start.getTimezoneOffset(), stepMs);
    let bar = bars.at(-1);
    if (!bar || place !== open) {
      bar = { from, to: from, counts: lines.map(() => 0), total: 0 };
      bars.push(bar);
      open = place;
    }
    const figures = lines.map((line) => line[at] ?? 0);
    bar.to = new Date(start.getTime() + bucketMs[bucket] - 1).toISOString();
    bar.counts = added(bar.counts, figures);
    bar.total += figures.reduce((sum, figure) => sum + figure, 0);
  });
  return bars;
}

/** Figure by figure; the longer one says how many. */
export const added = (one: readonly number[], other: readonly number[]): number[] =>
  (one.length >= other.length ? one : other).map((_, at) => (one[at] ?? 0) + (other[at] ?? 0));

function placeOf(start: Date, offsetMinutes: number, stepMs: number): number {
  const local = start.getTime() - offsetMinutes * MINUTE_MS;
  return Math.floor((local + (stepMs >= WEEK_MS ? MONDAY_MS : 0)) / stepMs);
}
