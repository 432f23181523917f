import { Field, InputType } from 'type-graphql';
import { DateTimeScalar } from './scalars.ts';

@InputType({ description: 'A stretch of time; an end that is left out is open.' })
export class TimeRange {
  @Field(() => DateTimeScalar, { nullable: true })
  from?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'The moment before which it ends.' })
  before?: Date | null;
}
