import { Field, Int, ObjectType } from 'type-graphql';
import { register } from '../../../../platform/graphql/enums.ts';
import { DateTimeScalar } from '../../../../platform/graphql/scalars.ts';

const pushStates = ['pending', 'running', 'done', 'partial', 'parked'] as const;
export type PushStateWord = (typeof pushStates)[number];
export const PushStateEnum = register(
  'PushState',
  pushStates,
  'PARTIAL: some of it is in ConnectWise; PARKED: it waits for a person.',
);

/** Where the push of an opportunity stands: pending, running, done, partial (some of it is in ConnectWise) or parked (waits for a person). */
@ObjectType('PushStatus')
export class PushStatus {
  @Field(() => String, { deprecationReason: 'Use `pushState`, which is an enum.' })
  state: PushStateWord;

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
