import { contactFields } from '@causeway/shared/forms/contact';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';
import { ShowsFields, valuesOf } from '../plain-fields.ts';

/** A person at a client. */
@ObjectType('Contact')
@ShowsFields(contactFields)
export class Contact extends valuesOf(contactFields) {
  @Field(() => ID)
  id: Id;

  /** What its client's contacts are ordered by. */
  nameKey: string;

  /** By field name, as stored; shown as `customFields`. */
  customValues: Record<string, unknown>;

  @Field(() => Int)
  version: number;

  @Field(() => DateTimeScalar)
  createdAt: Date;

  @Field(() => DateTimeScalar)
  updatedAt: Date;
}
