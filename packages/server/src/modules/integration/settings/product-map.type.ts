import type { ProductIdField, ProductNameTarget } from '@causeway/shared/vocabulary';
import { Field, InputType, ObjectType } from 'type-graphql';
import { ProductIdFieldEnum, ProductNameTargetEnum } from '../../../platform/graphql/enums.ts';

@ObjectType('ValuePair', { description: 'A value of the CRM, and what stands for it in ConnectWise.' })
export class ValuePair {
  @Field(() => String)
  value: string;

  @Field(() => String)
  remoteId: string;
}

@ObjectType('CategoryPair')
export class CategoryPair {
  @Field(() => String)
  category: string;

  @Field(() => String, { nullable: true })
  subcategory: string | null;

  @Field(() => String, { description: 'A subcategory of ConnectWise; its category follows from it.' })
  remoteId: string;
}

@ObjectType('ProductMapDefaults')
export class ProductMapDefaults {
  @Field(() => String, { nullable: true })
  productTypeId: string | null;

  @Field(() => String, { nullable: true })
  categoryId: string | null;

  @Field(() => String, { nullable: true })
  subcategoryId: string | null;

  @Field(() => String, { nullable: true })
  productClass: string | null;
}

@ObjectType('LineItems', { description: 'Product IDs of the catalog items behind lines that have no product.' })
export class LineItems {
  @Field(() => String)
  other: string;

  @Field(() => String, { nullable: true })
  discount: string | null;

  @Field(() => String, { nullable: true })
  shipping: string | null;
}

@ObjectType('ProductMap')
export class ProductMapType {
  @Field(() => Boolean, { description: 'Equal names, else the defaults; off: the one-to-one pairs.' })
  standard: boolean;

  @Field(() => ProductNameTargetEnum, { nullable: true })
  nameTo: ProductNameTarget | null;

  @Field(() => ProductIdFieldEnum, { nullable: true })
  identifierFrom: ProductIdField | null;

  @Field(() => ProductMapDefaults)
  standardDefaults: ProductMapDefaults;

  @Field(() => [ValuePair])
  types: ValuePair[];

  @Field(() => [CategoryPair])
  categories: CategoryPair[];

  @Field(() => [ValuePair])
  classes: ValuePair[];

  @Field(() => [ValuePair], { description: 'IDs of products that are written differently in ConnectWise.' })
  identifiers: ValuePair[];

  @Field(() => LineItems)
  lineItems: LineItems;
}

@InputType('ValuePairInput')
export class ValuePairInput {
  @Field(() => String)
  value: string;

  @Field(() => String, { nullable: true, description: 'Null frees the value.' })
  remoteId?: string | null;
}

@InputType('CategoryPairInput')
export class CategoryPairInput {
  @Field(() => String)
  category: string;

  @Field(() => String, { nullable: true })
  subcategory?: string | null;

  @Field(() => String, { nullable: true })
  remoteId?: string | null;
}

@InputType('ProductMapDefaultsInput')
export class ProductMapDefaultsInput {
  @Field(() => String, { nullable: true })
  productTypeId?: string | null;

  @Field(() => String, { nullable: true })
  categoryId?: string | null;

  @Field(() => String, { nullable: true })
  subcategoryId?: string | null;

  @Field(() => String, { nullable: true })
  productClass?: string | null;
}

@InputType('LineItemsInput')
export class LineItemsInput {
  @Field(() => String, { nullable: true })
  other?: string | null;

  @Field(() => String, { nullable: true })
  discount?: string | null;

  @Field(() => String, { nullable: true })
  shipping?: string | null;
}

@InputType('ProductMapInput', { description: 'What is left out stays; so do rows that are not named.' })
export class ProductMapInput {
  @Field(() => Boolean, { nullable: true })
  standard?: boolean | null;

  @Field(() => ProductNameTargetEnum, { nullable: true })
  nameTo?: ProductNameTarget | null;

  @Field(() => ProductIdFieldEnum, { nullable: true })
  identifierFrom?: ProductIdField | null;

  @Field(() => ProductMapDefaultsInput, { nullable: true })
  standardDefaults?: ProductMapDefaultsInput | null;

  @Field(() => [ValuePairInput], { nullable: true })
  types?: ValuePairInput[] | null;

  @Field(() => [CategoryPairInput], { nullable: true })
  categories?: CategoryPairInput[] | null;

  @Field(() => [ValuePairInput], { nullable: true })
  classes?: ValuePairInput[] | null;

  @Field(() => [ValuePairInput], { nullable: true })
  identifiers?: ValuePairInput[] | null;

  @Field(() => LineItemsInput, { nullable: true })
  lineItems?: LineItemsInput | null;
}
