import type { BillingKind, ProductKind } from '@causeway/shared/vocabulary';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { BillingKindEnum, ProductKindEnum } from '../../../platform/graphql/enums.ts';
import { DateTimeScalar, DecimalScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';

/** Something that is sold; a bundle is made of other products. Price and cost are decimals as text, and paid once: the set-up of a recurring one. */
@ObjectType('Product')
export class Product {
  @Field(() => ID)
  id: Id;

  @Field(() => String)
  name: string;

  @Field(() => String, { nullable: true })
  sku: string | null;

  @Field(() => String, { nullable: true })
  description: string | null;

  @Field(() => ProductKindEnum)
  kind: ProductKind;

  @Field(() => String, { nullable: true })
  productClass: string | null;

  @Field(() => String, { nullable: true })
  type: string | null;

  @Field(() => String, { nullable: true })
  category: string | null;

  @Field(() => String, { nullable: true })
  subcategory: string | null;

  @Field(() => DecimalScalar)
  price: string;

  @Field(() => DecimalScalar)
  cost: string;

  @Field(() => Boolean)
  isTaxable: boolean;

  @Field(() => Boolean)
  isActive: boolean;

  @Field(() => String, { nullable: true })
  unit: string | null;

  @Field(() => BillingKindEnum)
  billing: BillingKind;

  @Field(() => String, {
    nullable: true,
    description: 'What people call the cycle, such as "Monthly"; null when it is paid once.',
  })
  billingCycle: string | null;

  @Field(() => String, { nullable: true, description: "The cycle's ID in ConnectWise, where it came from there." })
  billingCycleId: string | null;

  @Field(() => Int, { nullable: true, description: 'After so many cycles it ends; null when it goes on.' })
  billingCycles: number | null;

  @Field(() => DecimalScalar, { description: 'Each cycle; `price` is what is paid once.' })
  recurringPrice: string;

  @Field(() => DecimalScalar)
  recurringCost: string;

  /** By field name, as stored; shown as `customFields`. */
  customValues: Record<string, unknown>;

  @Field(() => Int)
  version: number;

  @Field(() => DateTimeScalar)
  createdAt: Date;

  @Field(() => DateTimeScalar)
  updatedAt: Date;
}
