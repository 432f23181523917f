import { type Dimension, dimensions, type StatisticsRow } from '../../../audit/statistics/dimensions.ts';
import { percentile } from '../../../audit/statistics/slots.rules.ts';
import { type BucketRange, placeOf } from './range.rules.ts';

/** A line of a chart: one figure a bucket, in the order of the buckets. */
export interface Series extends Record<Dimension, string | null> {
  total: number;
  counts: number[];
}

export interface Percentiles {
  p50Ms: Array<number | null>;
  p95Ms: Array<number | null>;
  /** Of all buckets together. */
  overallP50Ms: number | null;
  overallP95Ms: number | null;
}

const groupOf = (row: Record<Dimension, string | null>): string => JSON.stringify(dimensions.map((d) => row[d]));

/** One series for each group that occurs, the largest first; buckets without anything hold zero. */
export function seriesOf(range: BucketRange, rows: readonly StatisticsRow[]): Series[] {
  const byGroup = new Map<string, Series>();
  for (const row of rows) {
    const key = groupOf(row);
    const { entity, direction, operation, status, code } = row;
    const series = byGroup.get(key) ?? { entity, direction, operation, status, code, total: 0, counts: zeros(range) };
    byGroup.set(key, series);
    const place = placeOf(range, row.at);
    series.counts[place] = (series.counts[place] ?? 0) + row.n;
    series.total += row.n;
  }
  return [...byGroup.values()].sort((a, b) => b.total - a.total || (groupOf(a) < groupOf(b) ? -1 : 1));
}

/** Percentiles by group, out of rows with slots; null where nothing was timed. */
export function percentilesOf(range: BucketRange, rows: readonly StatisticsRow[]): Map<string, Percentiles> {
  const byGroup = new Map<string, { all: Map<number, number>; buckets: Array<Map<number, number> | undefined> }>();
  for (const row of rows) {
    if (row.slot === null) continue;
    const key = groupOf(row);
    const group = byGroup.get(key) ?? { all: new Map(), buckets: [] };
    byGroup.set(key, group);
    const place = placeOf(range, row.at);
    const bucket = group.buckets[place] ?? new Map<number, number>();
    group.buckets[place] = bucket;
    for (const slots of [group.all, bucket]) slots.set(row.slot, (slots.get(row.slot) ?? 0) + row.n);
  }
  return new Map(
    [...byGroup].map(([key, { all, buckets }]) => {
      const line = (share: number) => range.starts.map((_, at) => percentile(buckets[at] ?? new Map(), share));
      return [
        key,
        {
          p50Ms: line(0.5),
          p95Ms: line(0.95),
          overallP50Ms: percentile(all, 0.5),
          overallP95Ms: percentile(all, 0.95),
        },
      ];
    }),
  );
}

/** The percentiles of a series; of one that was never timed, nulls. */
export const percentilesFor = (
  range: BucketRange,
  series: Record<Dimension, string | null>,
  known: ReadonlyMap<string, Percentiles>,
): Percentiles =>
  known.get(groupOf(series)) ?? {
    p50Ms: range.starts.map(() => null),
    p95Ms: range.starts.map(() => null),
    overallP50Ms: null,
    overallP95Ms: null,
  };

const zeros = (range: BucketRange): number[] => range.starts.map(() => 0);
