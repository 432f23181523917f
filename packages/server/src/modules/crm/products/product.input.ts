import type { BillingKind, ProductKind } from '@causeway/shared/vocabulary';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { BillingKindEnum, ProductKindEnum } from '../../../platform/graphql/enums.ts';
import { PageInfo } from '../../../platform/graphql/page-info.type.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { DecimalScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';
import { CustomFieldValueInput } from '../custom-fields/custom-field.input.ts';
import type { SqlFilter } from '../sql-filter.ts';
import { Product } from './product.type.ts';

@InputType('BundleLineInput')
export class BundleLineInput {
  @Field(() => ID)
  productId: Id;

  @Field(() => DecimalScalar)
  quantity: string;
}

@InputType('ProductInput')
export class ProductInput {
  @Field(() => String)
  name: string;

  @Field(() => String, { nullable: true })
  sku?: string | null;

  @Field(() => String, { nullable: true })
  description?: string | null;

  @Field(() => ProductKindEnum)
  kind: ProductKind;

  @Field(() => String, { nullable: true })
  productClass?: string | null;

  @Field(() => String, { nullable: true })
  type?: string | null;

  @Field(() => String, { nullable: true })
  category?: string | null;

  @Field(() => String, { nullable: true })
  subcategory?: string | null;

  @Field(() => DecimalScalar)
  price: string;

  @Field(() => DecimalScalar)
  cost: string;

  @Field(() => Boolean, { nullable: true })
  isTaxable?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  isActive?: boolean | null;

  @Field(() => String, { nullable: true })
  unit?: string | null;

  @Field(() => BillingKindEnum, { nullable: true })
  billing?: BillingKind | null;

  @Field(() => String, { nullable: true })
  billingCycle?: string | null;

  @Field(() => String, { nullable: true })
  billingCycleId?: string | null;

  @Field(() => Int, { nullable: true })
  billingCycles?: number | null;

  @Field(() => DecimalScalar, { nullable: true })
  recurringPrice?: string | null;

  @Field(() => DecimalScalar, { nullable: true })
  recurringCost?: string | null;

  @Field(() => [BundleLineInput], { nullable: true })
  bundleLines?: BundleLineInput[] | null;

  @Field(() => [CustomFieldValueInput], { nullable: true, description: 'Those that are not sent stay.' })
  customFields?: CustomFieldValueInput[] | null;

  @Field(() => Int, { nullable: true })
  version?: number | null;
}

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
