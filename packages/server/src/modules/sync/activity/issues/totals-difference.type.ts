import { Field, ID, ObjectType } from 'type-graphql';
import type { Id } from '../../../../platform/ids.ts';

@ObjectType({ description: 'Amounts on one side: what is paid once, and what is paid each cycle.' })
export class DifferenceAmounts {
  @Field(() => String)
  oneTime: string;

  @Field(() => String)
  recurring: string;
}

@ObjectType()
export class DifferenceLine {
  @Field(() => String)
  name: string;

  @Field(() => DifferenceAmounts, { nullable: true, description: 'Null for a line that did not come of the quote.' })
  quote: DifferenceAmounts | null;

  @Field(() => DifferenceAmounts, { nullable: true, description: 'Null for a line that is not there.' })
  connectWise: DifferenceAmounts | null;

  @Field(() => [String], { description: 'What else differs, in words.' })
  remarks: string[];

  @Field(() => Boolean)
  differs: boolean;
}

@ObjectType({
  description:
    'The quote and the opportunity in ConnectWise, line by line; the win is not closed there while they differ.',
})
export class TotalsDifference {
  digest: string;

  @Field(() => ID, { nullable: true })
  quoteId: Id | null;

  @Field(() => DifferenceAmounts)
  quote: DifferenceAmounts;

  @Field(() => DifferenceAmounts)
  connectWise: DifferenceAmounts;

  @Field(() => [DifferenceLine])
  lines: DifferenceLine[];
}
