import type { EntityType, RunKind, RunState, SetupStep } from '@causeway/shared/vocabulary';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { Problem } from '../../../../platform/errors.ts';
import {
  EntityTypeEnum,
  RunKindEnum,
  RunStateEnum,
  register,
  SetupStepEnum,
} from '../../../../platform/graphql/enums.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.type.ts';
import { ProblemType } from '../../../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../../../platform/graphql/scalars.ts';
import type { Id } from '../../../../platform/ids.ts';
import { RunEntity } from '../../pull/runs/run-entity.type.ts';
import { runOrders } from '../../pull/runs/runs.queries.ts';

@ObjectType({ description: 'The record that a push is about.' })
export class RunRecord {
  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => ID, { nullable: true })
  localId: Id | null;

  @Field(() => String)
  name: string;
}

@ObjectType()
export class SyncRun {
  @Field(() => ID)
  id: Id;

  @Field(() => RunKindEnum)
  kind: RunKind;

  @Field(() => RunStateEnum)
  state: RunState;

  @Field(() => DateTimeScalar)
  startedAt: Date;

  @Field(() => DateTimeScalar, { nullable: true })
  finishedAt: Date | null;

  @Field(() => String, { nullable: true })
  error: string | null;

  @Field(() => Float, { nullable: true })
  ratePerSecond?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Of the settings that it goes by, whatever is changed meanwhile.',
  })
  settingsRevision: number | null;

  @Field(() => String, { nullable: true, description: 'While it runs: the newest record that it dealt with.' })
  currentRecord: string | null;

  @Field(() => [RunEntity])
  entities: RunEntity[];
}

export const RunOrderEnum = register(
  'RunOrder',
  runOrders,
  'TOOK: how long; one that still runs comes last. PROCESSED and FAILED: of all kinds of records together.',
);

@ObjectType()
export class SyncRunPage {
  @Field(() => [SyncRun])
  items: SyncRun[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;
}

@ObjectType()
export class SyncRunPayload {
  @Field(() => SyncRun, { nullable: true })
  run: SyncRun | null;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@ObjectType({ description: 'What became of one record, in sentences.' })
export class SyncRecordPayload {
  @Field(() => String, { nullable: true, description: 'From ConnectWise; null where nothing was fetched.' })
  pulled: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'To ConnectWise: what is sent of it, and what is not and why; null where nothing of it is to be sent.',
  })
  pushed: string | null;

  @Field(() => Boolean, { description: 'Both records hold the same in every synced field.' })
  isInStep: boolean;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@ObjectType({ description: 'What became of records that were synced together; the audit log tells of each.' })
export class SyncRecordsPayload {
  @Field(() => Int, { description: 'Changed here by what ConnectWise has.' })
  changed: number;

  @Field(() => Int, { description: 'With something that is being sent to ConnectWise.' })
  sent: number;

  @Field(() => Int, { description: 'ConnectWise does not have them any more.' })
  gone: number;

  @Field(() => Int, { description: 'Not synced, since they are paused, never synced, or their link is broken.' })
  left: number;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@ObjectType('StartProblem', {
  description: 'Something that keeps the sync from starting, and the step of the set-up in which it is mended.',
})
export class StartProblemType extends ProblemType {
  @Field(() => SetupStepEnum, { nullable: true })
  step: SetupStep | null;
}

@ObjectType()
export class StartSyncPayload {
  @Field(() => SyncRun, { nullable: true })
  run: SyncRun | null;

  @Field(() => [StartProblemType])
  problems: StartProblemType[];
}
