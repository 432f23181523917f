import { clientFields } from '@causeway/shared/forms/client';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';
import { ShowsFields, valuesOf } from '../plain-fields.ts';

/** A client as GraphQL shows it; fields without `@Field` are for resolvers of nested records. */
@ObjectType('Client')
@ShowsFields(clientFields)
export class Client extends valuesOf(clientFields) {
  @Field(() => ID)
  id: Id;

  /** By field name, as stored; shown as `customFields`. */
  customValues: Record<string, unknown>;

  @Field(() => Int)
  version: number;

  @Field(() => DateTimeScalar)
  createdAt: Date;

  @Field(() => DateTimeScalar)
  updatedAt: Date;
}
