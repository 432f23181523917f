import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DecimalScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';

/** What a bundle holds of one product. */
@ObjectType('BundleLine')
export class BundleLine {
  @Field(() => ID)
  id: Id;

  bundleId: Id;

  productId: Id;

  @Field(() => DecimalScalar)
  quantity: string;

  @Field(() => Int)
  position: number;
}
