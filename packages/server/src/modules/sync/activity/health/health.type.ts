import type { EntityType } from '@causeway/shared/vocabulary';
import { Field, Int, ObjectType } from 'type-graphql';
import { EntityTypeEnum } from '../../../../platform/graphql/enums.ts';
import { DateTimeScalar } from '../../../../platform/graphql/scalars.ts';
import { Connection } from '../../../connection/connection.type.ts';
import { SyncRun } from '../runs/run.type.ts';

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

  @Field(() => Int, { description: 'Kept out by a filter, or because what it belongs to is.' })
  excluded: number;
}

@ObjectType({ description: 'One sentence plus the figures behind it. `tone`: ok, working, attention, stopped.' })
export class IntegrationHealth {
  @Field(() => String)
  tone: string;

  @Field(() => String)
  sentence: string;

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

  @Field(() => [EntityCount])
  entities: EntityCount[];

  @Field(() => SyncRun, { nullable: true })
  currentRun: SyncRun | null;

  @Field(() => SyncRun, { nullable: true })
  lastRun: SyncRun | null;
}
