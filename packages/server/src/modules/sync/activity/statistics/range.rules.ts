import { AppError } from '../../../../platform/errors.ts';

export const bucketWidths = ['minute', 'hour', 'day'] as const;
export type BucketWidth = (typeof bucketWidths)[number];

export const groupings = ['entity', 'direction', 'operation', 'status', 'code'] as const;
export type Grouping = (typeof groupings)[number];

const widthMs: Record<BucketWidth, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const named: Record<BucketWidth, string> = { minute: 'minutes', hour: 'hours', day: 'days' };

/** Points of a chart; 90 days by the hour are 2,160. */
export const MAX_BUCKETS = 2_400;

/** Figures by the minute are kept for a month. */
export const MINUTES_KEPT_DAYS = 31;

/** Whole buckets: `to` is the end of the last one. */
export interface BucketRange {
  from: Date;
  to: Date;
  width: BucketWidth;
  /** The start of each. */
  starts: Date[];
}

export interface WantedRange {
  from?: Date | null | undefined;
  to?: Date | null | undefined;
  width: BucketWidth;
  now: Date;
}

/** The whole buckets, in UTC, that the wanted time lies in; the last day when nothing is said. Throws AppError "invalid_input" for too many. */
export function bucketRange({ from, to, width, now }: WantedRange): BucketRange {
  const ms = widthMs[width];
  const last = Math.ceil((to ?? now).getTime() / ms);
  const first = Math.floor((from?.getTime() ?? (to ?? now).getTime() - widthMs.day) / ms);
  if (last <= first) throw fault('to', 'must be later than "from".');
  if (last - first > MAX_BUCKETS)
    throw fault(
      'bucket',
      `would make ${(last - first).toLocaleString('en-US')} buckets; at most ${MAX_BUCKETS.toLocaleString('en-US')} are answered. Ask for wider buckets or a shorter time.`,
    );
  if (width === 'minute' && first * ms < now.getTime() - MINUTES_KEPT_DAYS * widthMs.day)
    throw fault(
      'from',
      `lies too far back: ${named.minute} are kept for ${MINUTES_KEPT_DAYS} days. Ask for buckets of an hour or a day.`,
    );
  const starts = Array.from({ length: last - first }, (_, at) => new Date((first + at) * ms));
  return { from: new Date(first * ms), to: new Date(last * ms), width, starts };
}

/** Minutes of a bucket. */
export const minutesOf = (width: BucketWidth): number => widthMs[width] / 60_000;

/** The place of a bucket in its range. */
export const placeOf = (range: BucketRange, at: Date): number =>
  Math.round((at.getTime() - range.from.getTime()) / widthMs[range.width]);

const fault = (field: string, says: string) => new AppError('invalid_input', `"${field}" ${says}`, { field });
