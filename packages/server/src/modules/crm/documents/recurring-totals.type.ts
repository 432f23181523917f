import { Field, ObjectType } from 'type-graphql';
import { DecimalScalar } from '../../../platform/graphql/scalars.ts';

@ObjectType('RecurringTotals', { description: 'What is paid each cycle, for the lines of one cycle.' })
export class RecurringTotalsType {
  @Field(() => String, { description: 'The name of the cycle, such as "Monthly".' })
  cycle: string;

  @Field(() => DecimalScalar)
  subtotal: string;

  @Field(() => DecimalScalar)
  discount: string;

  @Field(() => DecimalScalar)
  tax: string;

  @Field(() => DecimalScalar)
  total: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Subtotal less discount, a month; null when the name of the cycle does not say how long it is.',
  })
  monthly: string | null;
}
