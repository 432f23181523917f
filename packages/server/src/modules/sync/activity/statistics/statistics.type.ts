import type { AuditOperation, AuditStatus, Direction, EntityType } from '@causeway/shared/vocabulary';
import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import {
  AuditOperationEnum,
  AuditStatusEnum,
  DirectionEnum,
  EntityTypeEnum,
  register,
} from '../../../../platform/graphql/enums.ts';
import { DateTimeScalar } from '../../../../platform/graphql/scalars.ts';
import { type BucketWidth, bucketWidths, groupings } from './range.rules.ts';

export const StatisticsBucketEnum = register('StatisticsBucket', bucketWidths, 'Whole ones, in UTC.');
export const StatisticsGroupEnum = register('StatisticsGroup', groupings);

const LINE = 'One figure a bucket, in the order of `buckets`.';
const TIMED = 'In milliseconds, to within a fifth; null where nothing was timed.';

@InputType({
  description: 'Each list narrows to rows with one of its values; one that is left out or empty does not narrow.',
})
export class StatisticsFilter {
  @Field(() => [EntityTypeEnum], { nullable: true })
  entities?: EntityType[] | null;

  @Field(() => [DirectionEnum], { nullable: true })
  directions?: Direction[] | null;

  @Field(() => [AuditOperationEnum], { nullable: true })
  operations?: AuditOperation[] | null;

  @Field(() => [AuditStatusEnum], { nullable: true })
  statuses?: AuditStatus[] | null;

  @Field(() => [String], { nullable: true })
  codes?: string[] | null;
}

@ObjectType({ description: 'Rows of the audit log of one group. What is not grouped by is null.' })
export class StatisticsSeries {
  @Field(() => EntityTypeEnum, { nullable: true })
  entity: string | null;

  @Field(() => DirectionEnum, { nullable: true })
  direction: string | null;

  @Field(() => AuditOperationEnum, { nullable: true })
  operation: string | null;

  @Field(() => AuditStatusEnum, { nullable: true })
  status: string | null;

  @Field(() => String, { nullable: true })
  code: string | null;

  @Field(() => Int)
  total: number;

  @Field(() => [Int], { description: LINE })
  counts: number[];
}

@ObjectType({ description: 'How long attempts on records took.' })
export class StatisticsDurations {
  @Field(() => [Float], { nullable: 'items', description: `${LINE} ${TIMED}` })
  p50Ms: Array<number | null>;

  @Field(() => [Float], { nullable: 'items', description: `${LINE} ${TIMED}` })
  p95Ms: Array<number | null>;

  @Field(() => Float, { nullable: true, description: `Of all buckets together. ${TIMED}` })
  overallP50Ms: number | null;

  @Field(() => Float, { nullable: true, description: `Of all buckets together. ${TIMED}` })
  overallP95Ms: number | null;
}

@ObjectType({
  description:
    "How long changes were on their way. IN: from ConnectWise's `lastUpdated` until the record was written here, for changes made since the sync was started. OUT: from the last change here until everything of the record was in ConnectWise.",
})
export class StatisticsLag extends StatisticsDurations {
  @Field(() => DirectionEnum)
  direction: string | null;

  @Field(() => Int, { description: 'Changes that were timed.' })
  total: number;

  @Field(() => [Int], { description: LINE })
  counts: number[];
}

@ObjectType({ description: 'What waits to go to ConnectWise. Null in a bucket in which no worker ran.' })
export class StatisticsQueue {
  @Field(() => [Int], { nullable: 'items', description: `The most that waited at once. ${LINE}` })
  depth: Array<number | null>;

  @Field(() => [Int], { nullable: 'items', description: `The longest that anything had waited. ${LINE}` })
  oldestSeconds: Array<number | null>;
}

@ObjectType()
export class ApiCallOutcome {
  @Field(() => String, { description: '"ok", or why it failed: "rate_limited", "timeout", "forbidden", …' })
  outcome: string;

  @Field(() => Int)
  total: number;

  @Field(() => [Int], { description: LINE })
  counts: number[];
}

@ObjectType({
  description: 'Requests to ConnectWise. A process that is killed takes the counts of its last second with it.',
})
export class StatisticsApiCalls {
  @Field(() => [ApiCallOutcome])
  outcomes: ApiCallOutcome[];

  @Field(() => Int, {
    description: 'The pace that each worker keeps to, below the 1,000 a minute at which ConnectWise throttles.',
  })
  budgetPerMinute: number;

  @Field(() => Int, { description: 'The same for one bucket: the line to draw.' })
  budgetPerBucket: number;
}

@ObjectType({
  description: 'How the records of a kind stood at the end of each bucket; null in a bucket in which no worker ran.',
})
export class StatisticsStanding {
  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => [Int], { nullable: 'items' })
  linked: Array<number | null>;

  @Field(() => [Int], { nullable: 'items' })
  pending: Array<number | null>;

  @Field(() => [Int], { nullable: 'items' })
  failing: Array<number | null>;

  @Field(() => [Int], { nullable: 'items' })
  broken: Array<number | null>;

  @Field(() => [Int], { nullable: 'items' })
  excluded: Array<number | null>;
}

@ObjectType({
  description:
    'What the sync did, in figures ready to draw: `buckets` is the axis of time, every list of figures has one entry a bucket. Counts are right to the row of the audit log.',
})
export class SyncStatistics {
  @Field(() => DateTimeScalar, { description: 'Start of the first bucket.' })
  from: Date;

  @Field(() => DateTimeScalar, { description: 'End of the last bucket.' })
  to: Date;

  @Field(() => StatisticsBucketEnum)
  bucket: BucketWidth;

  @Field(() => [DateTimeScalar], { description: 'The start of each bucket.' })
  buckets: Date[];
}
