import { productFields } from '@causeway/shared/forms/product';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';
import { ShowsFields, valuesOf } from '../plain-fields.ts';

/** Something that is sold; a bundle is made of other products. Price and cost are decimals as text, and paid once: the set-up of a recurring one. */
@ObjectType('Product')
@ShowsFields(productFields)
export class Product extends valuesOf(productFields) {
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
