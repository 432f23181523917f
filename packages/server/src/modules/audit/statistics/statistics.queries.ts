import type { Tx } from '../../../platform/database/database.ts';
import { type Dimension, dimensions, type StatisticsRow } from './dimensions.ts';
import type { Measure } from './tally.rules.ts';

export interface StatisticsWanted {
  measure: Measure;
  width: 'minute' | 'hour' | 'day';
  /** Start of the first bucket, and end of the last one. */
  from: Date;
  to: Date;
  groupBy: readonly Dimension[];
  /** Only rows of these; all when left out. */
  only?: Partial<Record<Dimension, readonly string[]>>;
  /** Tells durations, of what was timed alone: a row for each slot of the scale. */
  withSlots?: boolean;
}

/** Figures of a time by bucket and group: what has been added up, and in the same snapshot what was counted since. */
export function readStatistics(tx: Tx, wanted: StatisticsWanted): Promise<StatisticsRow[]> {
  const { measure, width, from, to, groupBy, only = {}, withSlots = false } = wanted;
  const params: unknown[] = [width, measure, from, to];
  const narrowed = dimensions.flatMap((dimension) => {
    const values = only[dimension];
    return values ? [` and ${dimension} = any($${params.push(values)}::text[])`] : [];
  });
  const where = `measure = $2 and at >= $3 and at < $4${narrowed.join('')}`;
  const shown = dimensions.map((dimension) => (groupBy.includes(dimension) ? dimension : `null as ${dimension}`));
  // Counts of hours and days stand by themselves as well, without a row for each slot.
  const source = withSlots || width === 'minute' ? 'statistic_rollup' : 'statistic_total';
  const slot = withSlots ? 'slot' : 'null::smallint as slot';
  const timed = withSlots ? ' and slot >= 0' : '';
  const read = [...dimensions.filter((dimension) => groupBy.includes(dimension)), ...(withSlots ? ['slot'] : [])];
  return tx.query<StatisticsRow>(
    `select at, ${shown.join(', ')}, ${slot}, sum(n)::float8 as n from (
       select ${['at', ...read].join(', ')}, n from ${source} where width = $1 and ${where}${timed}
       union all
       select ${["date_trunc($1, at, 'UTC')", ...read].join(', ')}, n from statistic_delta where ${where}${timed}) f
     group by ${['at', ...read].join(', ')} order by at`,
    params,
  );
}
