import type { EntityType } from '@causeway/shared/vocabulary';
import { Field, Int, ObjectType } from 'type-graphql';
import { EntityTypeEnum } from '../../../../platform/graphql/enums.ts';
import { DateTimeScalar } from '../../../../platform/graphql/scalars.ts';

@ObjectType({ description: "`expected` comes from ConnectWise's count endpoint; null until it was asked." })
export class RunEntity {
  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => Int, { nullable: true })
  expected: number | null;

  @Field(() => Int)
  processed: number;

  @Field(() => Int)
  created: number;

  @Field(() => Int)
  updated: number;

  @Field(() => Int)
  linked: number;

  @Field(() => Int)
  unchanged: number;

  @Field(() => Int)
  skipped: number;

  @Field(() => Int)
  failed: number;

  @Field(() => DateTimeScalar, { nullable: true })
  startedAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  finishedAt: Date | null;
}
