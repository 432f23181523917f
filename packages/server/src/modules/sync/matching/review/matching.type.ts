import type { EntityType } from '@causeway/shared/vocabulary';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { Problem } from '../../../../platform/errors.ts';
import { EntityTypeEnum, register } from '../../../../platform/graphql/enums.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.type.ts';
import { ProblemType } from '../../../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../../../platform/graphql/scalars.ts';
import type { Id } from '../../../../platform/ids.ts';
import { matchBuckets } from '../scoring/match-buckets.queries.ts';
import {
  type AttributeOutcome,
  attributeOutcomes,
  type MatchAttribute,
  type MatchVeto,
  matchAttributes,
  matchVetoes,
} from '../scoring/score.rules.ts';
import { reviewDecisions } from './match-decisions.service.ts';
import { type MatchState, matchStates, type PairFilter } from './match-review.queries.ts';

export const MatchBucketEnum = register(
  'MatchBucket',
  matchBuckets,
  'EXACT, PROBABLE and AMBIGUOUS wait: EXACT pairs reach the threshold and nobody else could be meant, AMBIGUOUS ones have a rival. The others were decided.',
);
export const MatchStateEnum = register('MatchState', matchStates);
export const MatchRunStateEnum = register('MatchRunState', ['running', 'done', 'failed'] as const);
export const ReviewDecisionEnum = register(
  'ReviewDecision',
  reviewDecisions,
  'LINK: the same. NOT_SAME: never propose them again; takes a link back. CREATE: the record of ConnectWise is a new one. LATER: put off.',
);
export const MatchAttributeEnum = register('MatchAttribute', matchAttributes);
export const AttributeOutcomeEnum = register('AttributeOutcome', attributeOutcomes);
export const MatchVetoEnum = register('MatchVeto', matchVetoes, 'Why a pair is left to a person whatever its score.');

@ObjectType()
export class MatchRunEntity {
  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => Int, { nullable: true, description: 'How many records ConnectWise said that there are.' })
  expected: number | null;

  @Field(() => Int)
  read: number;

  @Field(() => Int)
  compared: number;

  @Field(() => Int, { nullable: true })
  pairs: number | null;

  @Field(() => Boolean)
  isRead: boolean;

  @Field(() => Boolean)
  isCompared: boolean;
}

@ObjectType({ description: 'One comparison of the records of both sides.' })
export class MatchRun {
  @Field(() => ID)
  id: Id;

  @Field(() => MatchRunStateEnum)
  state: string;

  @Field(() => DateTimeScalar)
  startedAt: Date;

  @Field(() => String)
  startedBy: string;

  @Field(() => DateTimeScalar, { nullable: true })
  finishedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'What holds it up, or why it failed.' })
  error: string | null;

  @Field(() => [MatchRunEntity])
  entities: MatchRunEntity[];
}

@ObjectType({
  description: 'Pairs of one kind of record by what becomes of them, and records that have no counterpart.',
})
export class MatchCounts {
  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => Int)
  exact: number;

  @Field(() => Int)
  probable: number;

  @Field(() => Int)
  ambiguous: number;

  @Field(() => Int)
  later: number;

  @Field(() => Int, { description: 'Pairs that a comparison or a person has linked; `links` counts all.' })
  linked: number;

  @Field(() => Int, { description: 'Records that are linked, as the list of links has them in the state LINKED.' })
  links: number;

  @Field(() => Int)
  rejected: number;

  @Field(() => Int)
  create: number;

  @Field(() => Int, {
    description: 'Records of the CRM without a link or a pair that waits, which no filter excludes.',
  })
  onlyLocal: number;

  @Field(() => Int, {
    description:
      'Records of ConnectWise without a link or a pair that waits, which no filter excludes and which the sync did not skip or fail to take in.',
  })
  onlyRemote: number;

  @Field(() => Int, {
    description:
      'Records of ConnectWise like those, which the sync did not take in: they have an open issue or are skipped.',
  })
  heldRemote: number;

  @Field(() => Int, {
    description: 'Records of the CRM like those, which a filter keeps from going out by themselves.',
  })
  excludedLocal: number;

  @Field(() => Int, { description: 'Records of ConnectWise that a filter excludes: neither linked nor a question.' })
  excludedRemote: number;
}

@ObjectType()
export class MatchSummary {
  @Field(() => Int)
  threshold: number;

  @Field(() => Int, { description: 'The threshold of the settings.' })
  savedThreshold: number;

  @Field(() => MatchRun, { nullable: true, description: 'The newest comparison.' })
  run: MatchRun | null;

  @Field(() => [MatchCounts])
  entities: MatchCounts[];

  @Field(() => Int, { description: 'Pairs that a person must decide.' })
  waiting: number;

  @Field(() => [String], {
    description:
      'What has changed since the last comparison, in words. While filters of what comes in did, nothing can be linked.',
  })
  changedSince: string[];

  @Field(() => String, {
    nullable: true,
    description: 'Why nothing can be linked until the records are compared again; null while links are possible.',
  })
  linkRefusal: string | null;
}

@ObjectType({ description: 'What one attribute said of a pair.' })
export class MatchAttributeScore {
  @Field(() => MatchAttributeEnum)
  attribute: MatchAttribute;

  @Field(() => AttributeOutcomeEnum)
  outcome: AttributeOutcome;

  @Field(() => Float)
  points: number;

  @Field(() => String, { nullable: true, description: 'In the CRM.' })
  local: string | null;

  @Field(() => String, { nullable: true, description: 'In ConnectWise.' })
  remote: string | null;
}

@ObjectType({ description: 'Two records that may be the same, or about which a person has decided.' })
export class MatchPair {
  @Field(() => ID)
  id: Id;

  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => String)
  remoteId: string;

  @Field(() => String)
  remoteName: string;

  @Field(() => ID)
  localId: Id;

  @Field(() => String)
  localName: string;

  @Field(() => Int)
  score: number;

  @Field(() => Int, { description: 'The best score of another pair of one of the two records; 0 without one.' })
  rival: number;

  @Field(() => MatchVetoEnum, { nullable: true })
  veto: MatchVeto | null;

  @Field(() => [MatchAttributeScore])
  breakdown: MatchAttributeScore[];

  @Field(() => MatchStateEnum)
  state: MatchState;

  @Field(() => String, { nullable: true })
  decidedBy: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  decidedAt: Date | null;
}

@ObjectType()
export class MatchPairPage {
  @Field(() => [MatchPair])
  items: MatchPair[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;

  /** For counting when `totalCount` is asked for. */
  filter: (PairFilter & { connectionId: Id }) | null;
}

@ObjectType()
export class MatchRunPayload {
  @Field(() => MatchRun, { nullable: true })
  run: MatchRun | null;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@ObjectType({ description: 'What was done; a pair that could not be decided so has a problem whose field is its ID.' })
export class MatchDecisionPayload {
  @Field(() => Int)
  decided: number;

  @Field(() => [ID])
  ids: Id[];

  @Field(() => [ProblemType])
  problems: Problem[];
}
