import type { Direction, EntityType, SetupStep } from '@causeway/shared/vocabulary';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Problem } from '../../../../../platform/errors.ts';
import { DirectionEnum, EntityTypeEnum, register, SetupStepEnum } from '../../../../../platform/graphql/enums.ts';
import { ProblemType } from '../../../../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../../../../platform/graphql/scalars.ts';
import type { Id } from '../../../../../platform/ids.ts';

@ObjectType()
export class IssueComment {
  @Field(() => ID)
  id: Id;

  @Field(() => DateTimeScalar)
  at: Date;

  @Field(() => String)
  author: string;

  @Field(() => String)
  text: string;
}

@ObjectType({ description: 'A person as issues name them.' })
export class IssueAssignee {
  @Field(() => ID)
  id: Id;

  @Field(() => String)
  name: string;
}

@ObjectType({ description: 'Issues of one cause, kind of record and direction: what is mended and retried together.' })
export class IssueGroup {
  @Field(() => String)
  code: string;

  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => DirectionEnum)
  direction: Direction;

  @Field(() => Int)
  count: number;

  @Field(() => DateTimeScalar, { description: 'When the first of them was seen.' })
  since: Date;

  @Field(() => DateTimeScalar)
  lastSeenAt: Date;

  @Field(() => Int, { description: 'Of these, first seen in the last 24 hours.' })
  newLastDay: number;

  @Field(() => Int, { description: 'Of these, first seen in the 24 hours before.' })
  newDayBefore: number;

  @Field(() => String, { nullable: true, description: 'What to do about the newest of them.' })
  advice: string | null;

  @Field(() => SetupStepEnum, { nullable: true, description: 'The step of the set-up in which it is mended.' })
  fixStep: SetupStep | null;
}

const retryStates = ['running', 'done', 'stopped'] as const;
export const IssueRetryStateEnum = register(
  'IssueRetryState',
  retryStates,
  'STOPPED: ConnectWise did not answer, so the rest was not tried.',
);

@ObjectType({ description: 'A retry of all issues of a group; a worker tries one after the other.' })
export class IssueRetry {
  @Field(() => ID)
  id: Id;

  @Field(() => String)
  code: string;

  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => DirectionEnum)
  direction: Direction;

  @Field(() => IssueRetryStateEnum)
  state: (typeof retryStates)[number];

  @Field(() => String)
  requestedBy: string;

  @Field(() => Int, { description: 'How many were open when it was asked for.' })
  total: number;

  @Field(() => Int)
  tried: number;

  @Field(() => Int, {
    description: 'Tried, and settled at once. A push that was sent again settles when it is through.',
  })
  settled: number;

  @Field(() => Int, { description: 'Tried, and refused with a reason.' })
  refused: number;

  @Field(() => String, { nullable: true, description: 'The last reason.' })
  lastProblem: string | null;

  @Field(() => DateTimeScalar)
  startedAt: Date;

  @Field(() => DateTimeScalar, { nullable: true })
  finishedAt: Date | null;
}

@ObjectType()
export class IssueRetryPayload {
  @Field(() => IssueRetry, { nullable: true })
  retry: IssueRetry | null;

  @Field(() => [ProblemType])
  problems: Problem[];
}
