import { opportunityFields } from '@causeway/shared/forms/opportunity';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';
import { ShowsFields, valuesOf } from '../plain-fields.ts';

/** A sale in the pipeline. */
@ObjectType('Opportunity')
@ShowsFields(opportunityFields)
export class Opportunity extends valuesOf(opportunityFields) {
  @Field(() => ID)
  id: Id;

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
