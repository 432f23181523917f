import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { DecimalScalar } from '../../../platform/graphql/scalars.ts';
import { TaxRegion } from './tax-region.type.ts';

@InputType('TaxRegionInput')
export class TaxRegionInput {
  @Field(() => String)
  name: string;

  @Field(() => DecimalScalar, { description: 'Percent, e.g. 7.25; Non-taxable is always 0.' })
  taxableRate: string;

  @Field(() => Int, { nullable: true })
  version?: number | null;
}

@ObjectType('TaxRegionPayload')
export class TaxRegionPayload {
  @Field(() => TaxRegion, { nullable: true })
  taxRegion?: TaxRegion | null;

  @Field(() => [ProblemType])
  problems: ProblemType[];
}
