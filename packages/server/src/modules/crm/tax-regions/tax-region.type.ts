import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DecimalScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';

/** A rate of a region, in percent. Non-taxable is always 0. */
@ObjectType('TaxCategory')
export class TaxCategory {
  @Field(() => ID)
  id: Id;

  taxRegionId: Id;

  @Field(() => String)
  name: string;

  @Field(() => DecimalScalar)
  rate: string;
}

/** Where a tax rate applies; always with the two categories Taxable and Non-taxable. */
@ObjectType('TaxRegion')
export class TaxRegion {
  @Field(() => ID)
  id: Id;

  @Field(() => String)
  name: string;

  @Field(() => Int)
  version: number;
}
