import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateScalar, DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';

/** A sale in the pipeline. */
@ObjectType('Opportunity')
export class Opportunity {
  @Field(() => ID)
  id: Id;

  @Field(() => String)
  name: string;

  clientId: Id;

  contactId: Id | null;

  stageId: Id;

  /** 'YYYY-MM-DD' */
  @Field(() => DateScalar, { nullable: true })
  expectedCloseDate: string | null;

  ownerId: Id | null;

  @Field(() => String, { nullable: true })
  notes: string | null;

  /** By field name, as stored; shown as `customFields`. */
  customValues: Record<string, unknown>;

  @Field(() => DateTimeScalar, { nullable: true })
  wonAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  lostAt: Date | null;

  @Field(() => Int)
  version: number;

  @Field(() => DateTimeScalar)
  createdAt: Date;

  @Field(() => DateTimeScalar)
  updatedAt: Date;
}
