import type { BillingKind, DocumentKind, DocumentState } from '@causeway/shared/vocabulary';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { BillingKindEnum, DocumentKindEnum, DocumentStateEnum } from '../../../platform/graphql/enums.ts';
import { DateScalar, DateTimeScalar, DecimalScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';

/** A line of a quote; amounts are decimals as text. */
@ObjectType('QuoteLine', {
  description:
    'A line of a quote. `discountPercent` 0 to 100. `total` = quantity x price less discount, before tax, rounded once.',
})
export class QuoteLine {
  @Field(() => ID)
  id: Id;

  documentId: Id;

  @Field(() => Int)
  position: number;

  productId: Id | null;

  @Field(() => String)
  description: string;

  @Field(() => DecimalScalar)
  quantity: string;

  @Field(() => DecimalScalar)
  price: string;

  @Field(() => DecimalScalar)
  cost: string;

  @Field(() => DecimalScalar)
  discountPercent: string;

  taxCategoryId: Id | null;

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

  @Field(() => String, { nullable: true, description: 'The heading that it stands under.' })
  section: string | null;

  @Field(() => Boolean, { description: 'Offered, but in no total, and not sent to ConnectWise.' })
  isOptional: boolean;

  /** Percent; null where the line bears no tax. */
  taxRate: string | null;

  /** As it was when the line was written; null in lines of before that was noted. */
  notedTaxable: boolean | null;
}

/** A quote, or an uploaded file, of an opportunity. */
@ObjectType('Document')
export class Document {
  @Field(() => ID)
  id: Id;

  @Field(() => DocumentKindEnum)
  kind: DocumentKind;

  @Field(() => String)
  title: string;

  @Field(() => Int, { nullable: true })
  number: number | null;

  @Field(() => DocumentStateEnum)
  state: DocumentState;

  opportunityId: Id;

  taxRegionId: Id | null;

  @Field(() => DecimalScalar, { description: 'Off every line of the quote, 0 to 100.' })
  discountPercent: string;

  @Field(() => DecimalScalar, { description: 'Off what is paid once, instead of a discount in percent.' })
  discountAmount: string;

  @Field(() => Int, { description: 'Of a quote: 1, and one more each time that a sent one was changed.' })
  revision: number;

  @Field(() => DateScalar, { nullable: true, description: 'Of a quote: the last day on which it can be accepted.' })
  validUntil: string | null;

  @Field(() => String, { nullable: true })
  terms: string | null;

  @Field(() => String)
  fileName: string;

  @Field(() => String)
  contentType: string;

  @Field(() => Int, { nullable: true })
  sizeBytes: number | null;

  @Field(() => Int)
  version: number;

  @Field(() => DateTimeScalar)
  createdAt: Date;

  @Field(() => DateTimeScalar)
  updatedAt: Date;
}
