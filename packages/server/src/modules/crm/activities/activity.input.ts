import type { ActivityKind } from '@causeway/shared/vocabulary';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ActivityKindEnum, register } from '../../../platform/graphql/enums.ts';
import { PageInfo } from '../../../platform/graphql/page-info.type.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { DateScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';
import type { SqlFilter } from '../sql-filter.ts';
import { Activity } from './activity.type.ts';

export const activityStates = ['open', 'overdue', 'done', 'notes'] as const;
export type ActivityState = (typeof activityStates)[number];
export const ActivityStateEnum = register(
  'ActivityState',
  activityStates,
  'OPEN: to be done, overdue ones included; OVERDUE: due before today (UTC); NOTES: what is neither.',
);

@InputType('ActivityInput')
export class ActivityInput {
  @Field(() => ActivityKindEnum)
  kind: ActivityKind;

  @Field(() => String)
  subject: string;

  @Field(() => String, { nullable: true })
  details?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Not of notes.' })
  dueOn?: string | null;

  @Field(() => ID, { nullable: true, description: 'Not sent: you, on a new one.' })
  ownerId?: Id | null;

  @Field(() => Int, { nullable: true })
  version?: number | null;
}

@ObjectType()
export class ActivityPage {
  @Field(() => [Activity])
  items: Activity[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;

  filter: SqlFilter;
}

@ObjectType()
export class ActivityPayload {
  @Field(() => Activity, { nullable: true })
  activity?: Activity | null;

  @Field(() => [ProblemType])
  problems: ProblemType[];
}
