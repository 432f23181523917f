import type { EntityType } from '@causeway/shared/vocabulary';
import { Field, Int, ObjectType } from 'type-graphql';
import { EntityTypeEnum, type ToneWord } from '../../../../platform/graphql/enums.ts';
import { DateTimeScalar } from '../../../../platform/graphql/scalars.ts';
import { Connection } from '../../../connection/connection.type.ts';
import { SyncRun } from '../runs/run.type.ts';
import type { Trouble, TroubleCode } from './trouble.rules.ts';

@ObjectType()
export class EntityCount {
  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => Int)
  linked: number;

  @Field(() => Int)
  pending: number;

  @Field(() => Int)
  failing: number;

  @Field(() => Int)
  broken: number;

  @Field(() => Int, { description: 'Excluded by a filter, or because what it belongs to is.' })
  excluded: number;

  @Field(() => Int, {
    description:
      'Linked records that differ by choice: ConnectWise has a value that the settings do not take in, or a stage stands for another one since its map was changed.',
  })
  differing: number;
}

@ObjectType({ description: 'Something that keeps the sync from working, or will.' })
export class HealthTrouble {
  @Field(() => String, {
    description: 'A stable name: "worker_silent", "job_store_away", "keys_refused", "poll_late".',
  })
  code: TroubleCode;

  @Field(() => String, { deprecationReason: 'Use `level`, which is an enum.' })
  tone: Trouble['tone'];

  @Field(() => String)
  sentence: string;

  @Field(() => String, { nullable: true, description: 'What to do about it.' })
  remedy: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  since: Date | null;
}

@ObjectType({ description: 'One sentence plus the figures behind it.' })
export class IntegrationHealth {
  @Field(() => String, { deprecationReason: 'Use `level`, which is an enum.' })
  tone: ToneWord;

  @Field(() => String)
  sentence: string;

  @Field(() => String, { nullable: true, description: 'What to do about it; null while there is nothing to do.' })
  remedy: string | null;

  @Field(() => [HealthTrouble], {
    description: 'Everything that is wrong, the worst first; `sentence` tells the first of them.',
  })
  troubles: HealthTrouble[];

  @Field(() => Connection, { nullable: true })
  connection: Connection | null;

  @Field(() => DateTimeScalar, { nullable: true })
  lastPullAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  nextPullAt: Date | null;

  @Field(() => Int)
  openIssues: number;

  @Field(() => Int)
  pendingPushes: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when the oldest change waits that is not in ConnectWise yet.',
  })
  oldestPushAt: Date | null;

  @Field(() => [EntityCount])
  entities: EntityCount[];

  @Field(() => SyncRun, { nullable: true })
  currentRun: SyncRun | null;

  @Field(() => SyncRun, { nullable: true })
  lastRun: SyncRun | null;
}
