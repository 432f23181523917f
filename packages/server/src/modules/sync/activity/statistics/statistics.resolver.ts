import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { type Context, requireRole } from '../../../../platform/graphql/context.ts';
import { DateTimeScalar } from '../../../../platform/graphql/scalars.ts';
import type { BucketWidth, Grouping } from './range.rules.ts';
import type { Series } from './series.rules.ts';
import type { Statistics, StatisticsService } from './statistics.service.ts';
import {
  StatisticsApiCalls,
  StatisticsBucketEnum,
  StatisticsDurations,
  StatisticsFilter,
  StatisticsGroupEnum,
  StatisticsLag,
  StatisticsQueue,
  StatisticsSeries,
  StatisticsStanding,
  SyncStatistics,
} from './statistics.type.ts';

type Read = SyncStatistics & { statistics: Statistics };
type ReadSeries = Series & { statistics: Statistics };

@Resolver(() => SyncStatistics)
export class StatisticsResolver {
  constructor(private readonly service: StatisticsService) {}

  @Query(() => SyncStatistics, {
    description:
      'The last 24 hours when no time is given. `from` and `to` are widened to whole buckets, at most 2,400 of them; minutes are kept for 31 days, hours and days for good.',
  })
  syncStatistics(
    @Arg('from', () => DateTimeScalar, { nullable: true }) from: Date | null,
    @Arg('to', () => DateTimeScalar, { nullable: true, description: 'Now, unless said.' }) to: Date | null,
    @Arg('bucket', () => StatisticsBucketEnum, { defaultValue: 'hour' }) width: BucketWidth,
    @Arg('groupBy', () => [StatisticsGroupEnum], { defaultValue: [] }) groupBy: Grouping[],
    @Arg('filter', () => StatisticsFilter, { nullable: true }) filter: StatisticsFilter | null,
    @Ctx() context: Context,
  ): Read {
    const { workspaceId } = requireRole(context, 'viewer');
    const statistics = this.service.of(workspaceId, { from, to, width, groupBy, only: onlyOf(filter) });
    const { range } = statistics;
    return { from: range.from, to: range.to, bucket: width, buckets: range.starts, statistics };
  }

  @FieldResolver(() => Int, { description: 'Rows of the audit log in this time that pass the filter.' })
  async total(@Root() { statistics }: Read): Promise<number> {
    return (await statistics.series()).reduce((sum, { total }) => sum + total, 0);
  }

  @FieldResolver(() => [StatisticsSeries], {
    description: 'A line of the chart for each group that occurs, the largest first; one line without `groupBy`.',
  })
  async series(@Root() { statistics }: Read): Promise<ReadSeries[]> {
    return (await statistics.series()).map((series) => ({ ...series, statistics }));
  }

  @FieldResolver(() => [StatisticsLag], { description: 'One for each direction in which something arrived.' })
  lag(@Root() { statistics }: Read): Promise<StatisticsLag[]> {
    return statistics.lags();
  }

  @FieldResolver(() => StatisticsQueue)
  queue(@Root() { statistics }: Read): Promise<StatisticsQueue> {
    return statistics.queue();
  }

  @FieldResolver(() => StatisticsApiCalls)
  apiCalls(@Root() { statistics }: Read): Promise<StatisticsApiCalls> {
    return statistics.apiCalls();
  }

  @FieldResolver(() => [StatisticsStanding])
  standings(@Root() { statistics }: Read): Promise<StatisticsStanding[]> {
    return statistics.standings();
  }
}

@Resolver(() => StatisticsSeries)
export class StatisticsSeriesResolver {
  @FieldResolver(() => StatisticsDurations)
  durations(@Root() series: ReadSeries): Promise<StatisticsDurations> {
    return series.statistics.durationsOf(series);
  }
}

/** An empty list does not narrow: a dashboard with nothing chosen shows everything. */
function onlyOf(filter: StatisticsFilter | null) {
  const { entities, directions, operations, statuses, codes } = filter ?? {};
  const named = { entity: entities, direction: directions, operation: operations, status: statuses, code: codes };
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, values]) => (values?.length ? [[name, values]] : [])),
  );
}
