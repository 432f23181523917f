import type { Direction, EntityType, IssueState, SetupStep } from '@causeway/shared/vocabulary';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Problem } from '../../../../platform/errors.ts';
import {
  DirectionEnum,
  EntityTypeEnum,
  IssueStateEnum,
  type MatchDecision,
  MatchDecisionEnum,
} from '../../../../platform/graphql/enums.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.type.ts';
import { ProblemType } from '../../../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../../../platform/graphql/scalars.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { IssueFilter } from './issues.queries.ts';
import { TotalsDifference } from './totals-difference.type.ts';

@ObjectType()
export class MatchCandidate {
  @Field(() => ID)
  id: Id;

  @Field(() => String)
  name: string;

  @Field(() => String)
  detail: string;
}

@ObjectType()
export class SyncIssue {
  @Field(() => ID)
  id: Id;

  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => DirectionEnum)
  direction: Direction;

  @Field(() => String)
  code: string;

  @Field(() => String)
  message: string;

  @Field(() => String, { nullable: true, description: 'What to do about it.' })
  advice: string | null;

  @Field(() => String, { nullable: true })
  recordName: string | null;

  @Field(() => ID, { nullable: true })
  localId: Id | null;

  @Field(() => String, { nullable: true })
  remoteId: string | null;

  @Field(() => IssueStateEnum)
  state: IssueState;

  @Field(() => Int)
  attempts: number;

  @Field(() => DateTimeScalar)
  firstSeenAt: Date;

  @Field(() => DateTimeScalar)
  lastSeenAt: Date;

  @Field(() => DateTimeScalar, { nullable: true })
  nextRetryAt: Date | null;

  @Field(() => String, { nullable: true, description: 'How it ended.' })
  resolution: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  settledAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who ended it, or asked for the retry that did; null where the sync did by itself.',
  })
  settledBy: string | null;

  assigneeId: Id | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when it is put aside.' })
  parkedAt: Date | null;

  @Field(() => String, { nullable: true })
  parkedBy: string | null;

  @Field(() => String, { nullable: true })
  parkedReason: string | null;

  detail: {
    candidates?: MatchCandidate[];
    step?: SetupStep;
    difference?: TotalsDifference;
    /** The record that a push came upon. */
    about?: Id;
    /** Who has the name that another one wants, and what it is linked to. */
    localId?: Id;
    linkedTo?: string | null;
  };
}

@ObjectType()
export class SyncIssuePage {
  @Field(() => [SyncIssue])
  items: SyncIssue[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;

  /** For counting when `totalCount` is asked for. */
  filter: IssueFilter;
}

@ObjectType()
export class SyncIssuePayload {
  @Field(() => SyncIssue, { nullable: true })
  issue: SyncIssue | null;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@InputType()
export class ResolveMatchInput {
  @Field(() => MatchDecisionEnum)
  decision: MatchDecision;

  @Field(() => ID, { nullable: true, description: 'The CRM record to link to, for LINK.' })
  localId?: Id | null;
}
