import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../../platform/graphql/scalars.ts';

/** Where the push of an opportunity stands: pending, running, done, partial (some of it is in ConnectWise) or parked (waits for a person). */
@ObjectType('PushStatus')
export class PushStatus {
  @Field(() => String)
  state: string;

  @Field(() => String, { nullable: true })
  step: string | null;

  @Field(() => Int)
  attempts: number;

  @Field(() => DateTimeScalar, { nullable: true })
  nextAttemptAt: Date | null;

  @Field(() => String, { nullable: true })
  errorCode: string | null;

  @Field(() => String, { nullable: true })
  error: string | null;

  @Field(() => DateTimeScalar)
  updatedAt: Date;
}
