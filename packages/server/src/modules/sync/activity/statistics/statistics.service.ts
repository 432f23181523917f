import type { Clock } from '../../../../platform/clock.ts';
import type { Database, Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Dimension, StatisticsRow } from '../../../audit/statistics/dimensions.ts';
import { readStatistics, type StatisticsWanted } from '../../../audit/statistics/statistics.queries.ts';
import { type BucketRange, bucketRange, minutesOf, type WantedRange } from './range.rules.ts';
import { type Percentiles, percentilesFor, percentilesOf, type Series, seriesOf } from './series.rules.ts';
import { queueSeries, readStandingCounts, standingSeries } from './standings.queries.ts';

export interface StatisticsDeps {
  database: Pick<Database, 'inWorkspace'>;
  clock: Clock;
  /** Highest rate of requests to ConnectWise, of one process. */
  requestsPerSecond: number;
}

export interface StatisticsRequest extends Omit<WantedRange, 'now'> {
  groupBy: readonly Dimension[];
  only: Partial<Record<Dimension, readonly string[]>>;
}

/** The figures of one request; each part is read when it is asked for, in a statement of its own. */
export class Statistics {
  private durations: Promise<Map<string, Percentiles>> | null = null;
  private counted: Promise<Series[]> | null = null;

  constructor(
    private readonly deps: StatisticsDeps,
    private readonly workspaceId: Id,
    readonly range: BucketRange,
    private readonly request: Pick<StatisticsRequest, 'groupBy' | 'only'>,
  ) {}

  series(): Promise<Series[]> {
    this.counted ??= this.rows({ measure: 'event', ...this.request }).then((rows) => seriesOf(this.range, rows));
    return this.counted;
  }

  /** Read once for all series. */
  async durationsOf(series: Series): Promise<Percentiles> {
    this.durations ??= this.rows({ measure: 'event', ...this.request, withSlots: true }).then((rows) =>
      percentilesOf(this.range, rows),
    );
    return percentilesFor(this.range, series, await this.durations);
  }

  async lags(): Promise<Array<Series & Percentiles>> {
    const rows = await this.rows({ measure: 'lag', groupBy: ['direction'], only: {}, withSlots: true });
    const known = percentilesOf(this.range, rows);
    return seriesOf(this.range, rows).map((series) => ({ ...series, ...percentilesFor(this.range, series, known) }));
  }

  async apiCalls() {
    const rows = await this.rows({ measure: 'api_call', groupBy: ['code'], only: {} });
    const outcomes = seriesOf(this.range, rows).map(({ code, total, counts }) => ({
      outcome: code ?? '',
      total,
      counts,
    }));
    const budgetPerMinute = Math.round(this.deps.requestsPerSecond * 60);
    return { outcomes, budgetPerMinute, budgetPerBucket: budgetPerMinute * minutesOf(this.range.width) };
  }

  async queue() {
    return queueSeries(this.range, await this.read((tx) => readStandingCounts(tx, this.range)));
  }

  async standings() {
    return standingSeries(this.range, await this.read((tx) => readStandingCounts(tx, this.range)));
  }

  private rows(wanted: Omit<StatisticsWanted, 'width' | 'from' | 'to'>): Promise<StatisticsRow[]> {
    const { width, from, to } = this.range;
    return this.read((tx) => readStatistics(tx, { ...wanted, width, from, to }));
  }

  private read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.deps.database.inWorkspace(this.workspaceId, work, { readOnly: true });
  }
}

/** What the sync did, in figures ready to draw. */
export class StatisticsService {
  constructor(private readonly deps: StatisticsDeps) {}

  /** Throws AppError "invalid_input" for a time that cannot be answered. */
  of(workspaceId: Id, request: StatisticsRequest): Statistics {
    const { groupBy, only, ...wanted } = request;
    const range = bucketRange({ ...wanted, now: this.deps.clock.now() });
    return new Statistics(this.deps, workspaceId, range, { groupBy, only });
  }
}
