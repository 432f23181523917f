import { Field, ID, InputType, ObjectType } from 'type-graphql';

@ObjectType('TaxPair', { description: 'A tax region that was mapped to a tax code by hand.' })
export class TaxPairType {
  @Field(() => ID)
  taxRegionId: string;

  @Field(() => String)
  taxCodeId: string;
}

@ObjectType('TaxMap')
export class TaxMapType {
  @Field(() => [TaxPairType])
  pairs: TaxPairType[];
}

@InputType('TaxPairInput')
export class TaxPairInput {
  @Field(() => ID)
  taxRegionId: string;

  @Field(() => String, { nullable: true, description: 'Null frees the region.' })
  taxCodeId?: string | null;
}

@InputType('TaxMapInput', { description: 'Regions that are not named keep theirs.' })
export class TaxMapInput {
  @Field(() => [TaxPairInput])
  pairs: TaxPairInput[];
}
