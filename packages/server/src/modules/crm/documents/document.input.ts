import type { BillingKind } from '@causeway/shared/vocabulary';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { BillingKindEnum, register } from '../../../platform/graphql/enums.ts';
import { PageInfo } from '../../../platform/graphql/page-info.type.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { DateScalar, DecimalScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';
import type { SqlFilter } from '../sql-filter.ts';
import { documentOrders } from './document.queries.ts';
import { Document } from './document.type.ts';

@InputType('QuoteLineInput')
export class QuoteLineInput {
  @Field(() => ID, { nullable: true })
  productId?: Id | null;

  @Field(() => String)
  description: string;

  @Field(() => DecimalScalar)
  quantity: string;

  @Field(() => DecimalScalar)
  price: string;

  @Field(() => DecimalScalar)
  cost: string;

  @Field(() => DecimalScalar, { nullable: true })
  discountPercent?: string | null;

  @Field(() => ID, { nullable: true })
  taxCategoryId?: Id | null;

  @Field(() => String, { nullable: true, description: 'The heading that it stands under.' })
  section?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Offered, but in no total.' })
  isOptional?: boolean | null;

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
}

@InputType('QuoteInput')
export class QuoteInput {
  @Field(() => String)
  title: string;

  @Field(() => ID, { nullable: true })
  taxRegionId?: Id | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Off every line, 0 to 100. Not sent: none on a new quote, unchanged on an edited one.',
  })
  discountPercent?: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Off what is paid once, instead of a discount in percent.',
  })
  discountAmount?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last day on which it can be accepted.' })
  validUntil?: string | null;

  @Field(() => String, { nullable: true })
  terms?: string | null;

  @Field(() => [QuoteLineInput])
  lines: QuoteLineInput[];

  @Field(() => Int, { nullable: true })
  version?: number | null;
}

export const DocumentOrderEnum = register('DocumentOrder', documentOrders);

@ObjectType('DocumentPage')
export class DocumentPage {
  @Field(() => [Document])
  items: Document[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;

  filter: SqlFilter;
}

@ObjectType('DocumentPayload')
export class DocumentPayload {
  @Field(() => Document, { nullable: true })
  document?: Document | null;

  @Field(() => [ProblemType])
  problems: ProblemType[];
}

@ObjectType('DeletePayload')
export class DeletePayload {
  @Field(() => ID, { nullable: true })
  deletedId?: Id | null;

  @Field(() => [ProblemType])
  problems: ProblemType[];
}
