import type { EntityType } from '@causeway/shared/vocabulary';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Problem } from '../../../platform/errors.ts';
import { EntityTypeEnum } from '../../../platform/graphql/enums.ts';
import { PageInfo } from '../../../platform/graphql/page-info.type.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';
import type { ExcludedFilter } from './excluded-records.queries.ts';

@ObjectType('FilterSample', { description: '`id` is that of the side that the record came from.' })
export class FilterSampleType {
  @Field(() => ID)
  id: string;

  @Field(() => String)
  name: string;

  @Field(() => String, { nullable: true, description: 'ID of the rule that excludes it: `company.in.type`.' })
  rule: string | null;

  @Field(() => String, { nullable: true })
  reason: string | null;
}

@ObjectType('FilterTest', { description: 'What filters would let through of the records as they are now.' })
export class FilterTestType {
  @Field(() => Int)
  matching: number;

  @Field(() => Int)
  excluded: number;

  @Field(() => Int)
  lookedAt: number;

  @Field(() => Int)
  total: number;

  @Field(() => Boolean, { description: 'There are more records than were looked at.' })
  isCapped: boolean;

  @Field(() => [FilterSampleType], { description: 'Up to ten that pass.' })
  passing: FilterSampleType[];

  @Field(() => [FilterSampleType], { description: 'Up to five that are excluded, some for every rule.' })
  excludedSamples: FilterSampleType[];
}

@ObjectType('FilterTestPayload')
export class FilterTestPayload {
  @Field(() => FilterTestType, { nullable: true })
  test: FilterTestType | null;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@ObjectType('ExcludedRecord', {
  description:
    'A record of ConnectWise that a filter excludes; one with a `localId` is linked and keeps its own values.',
})
export class ExcludedRecord {
  @Field(() => ID)
  id: Id;

  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => String)
  remoteId: string;

  @Field(() => String)
  name: string;

  @Field(() => String, {
    description: '`excluded` by a rule, or `parent_excluded`: what it belongs to is excluded or skipped.',
  })
  code: string;

  @Field(() => String, { nullable: true })
  rule: string | null;

  @Field(() => String)
  reason: string;

  @Field(() => DateTimeScalar)
  at: Date;

  @Field(() => ID, { nullable: true })
  localId: Id | null;
}

@ObjectType('ExcludedRecordPage')
export class ExcludedRecordPage {
  @Field(() => [ExcludedRecord])
  items: ExcludedRecord[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;

  /** For the total, which is counted only when asked for. */
  filter: ExcludedFilter;
}
