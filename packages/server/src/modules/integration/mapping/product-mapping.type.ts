import type { ProductMapRule } from '@causeway/shared/vocabulary';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ProductMapRuleEnum } from '../../../platform/graphql/enums.ts';
import { PageInfo } from '../../../platform/graphql/page-info.type.ts';

@ObjectType('ProductMappingRow', { description: 'A value that products have, and what it comes to in ConnectWise.' })
export class ProductMappingRow {
  @Field(() => String, { nullable: true, description: 'Null: the products that have none.' })
  value: string | null;

  @Field(() => String, { nullable: true })
  category: string | null;

  @Field(() => String, { nullable: true })
  subcategory: string | null;

  @Field(() => Boolean)
  isBundle: boolean;

  @Field(() => Int, { description: 'How many products have it.' })
  count: number;

  @Field(() => String, { nullable: true })
  remoteId: string | null;

  @Field(() => String, { nullable: true })
  label: string | null;

  @Field(() => ProductMapRuleEnum)
  rule: ProductMapRule;

  @Field(() => String, { nullable: true, description: 'Why there is no option; pushes of such products wait.' })
  reason: string | null;
}

@ObjectType('ProductMapping')
export class ProductMapping {
  @Field(() => [ProductMappingRow])
  types: ProductMappingRow[];

  @Field(() => [ProductMappingRow])
  categories: ProductMappingRow[];

  @Field(() => [ProductMappingRow])
  classes: ProductMappingRow[];

  @Field(() => Int, {
    description:
      'Catalog items that did not come in because their name belongs to another product. Product IDs are unique; names are not.',
  })
  nameClashes: number;
}

@ObjectType('ProductIdCounts', { description: 'How a field of the products would do as their Product ID.' })
export class ProductIdCountsType {
  @Field(() => Int)
  products: number;

  @Field(() => Int)
  lacking: number;

  @Field(() => Int)
  tooLong: number;

  @Field(() => Int, { description: 'Products that share their value with another one.' })
  shared: number;

  @Field(() => Int)
  sharedValues: number;
}

@ObjectType('ProductIdRow')
export class ProductIdRowType {
  @Field(() => ID)
  productId: string;

  @Field(() => String)
  name: string;

  @Field(() => String, { nullable: true })
  value: string | null;
}

@ObjectType('ProductIdPage')
export class ProductIdPage {
  @Field(() => [ProductIdRowType])
  items: ProductIdRowType[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;
}
