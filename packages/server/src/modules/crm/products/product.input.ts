import { productFields } from '@causeway/shared/forms/product';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { register } from '../../../platform/graphql/enums.ts';
import { PageInfo } from '../../../platform/graphql/page-info.type.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { DecimalScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';
import { CustomFieldValueInput } from '../custom-fields/custom-field.input.ts';
import { sentValuesOf, TakesFields } from '../plain-fields.ts';
import type { SqlFilter } from '../sql-filter.ts';
import { productOrders } from './product.queries.ts';
import { Product } from './product.type.ts';

@InputType('BundleLineInput')
export class BundleLineInput {
  @Field(() => ID)
  productId: Id;

  @Field(() => DecimalScalar)
  quantity: string;
}

@InputType('ProductInput')
@TakesFields(productFields)
export class ProductInput extends sentValuesOf(productFields) {
  @Field(() => [BundleLineInput], { nullable: true })
  bundleLines?: BundleLineInput[] | null;

  @Field(() => [CustomFieldValueInput], { nullable: true, description: 'Those that are not sent stay.' })
  customFields?: CustomFieldValueInput[] | null;

  @Field(() => Int, { nullable: true })
  version?: number | null;
}

export const ProductOrderEnum = register('ProductOrder', productOrders);

@ObjectType('ProductPage')
export class ProductPage {
  @Field(() => [Product])
  items: Product[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;

  filter: SqlFilter;
}

@ObjectType('ProductPayload')
export class ProductPayload {
  @Field(() => Product, { nullable: true })
  product?: Product | null;

  @Field(() => [ProblemType])
  problems: ProblemType[];
}
