import type { EntityType } from '@causeway/shared/vocabulary';
import { Field, Int, ObjectType } from 'type-graphql';
import type { Problem } from '../../../../platform/errors.ts';
import { EntityTypeEnum, register } from '../../../../platform/graphql/enums.ts';
import { ProblemType } from '../../../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../../../platform/graphql/scalars.ts';
import type { CallbackState } from './callbacks.queries.ts';

export const CallbackStateEnum = register(
  'CallbackState',
  ['off', 'active', 'silent', 'failing'] as const,
  'SILENT: ConnectWise tells of nothing although records change there; FAILING: it refuses the entries, or all that it sends is refused here since its signature is wrong. Polls go on in each state.',
);

@ObjectType()
export class RegisteredCallback {
  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => Int, { description: 'ID of the entry in ConnectWise.' })
  remoteId: number;
}

@ObjectType({ description: 'Whether ConnectWise tells of changes at once, instead of being asked every 15 minutes.' })
export class Callbacks {
  @Field(() => CallbackStateEnum)
  state: CallbackState;

  @Field(() => String, { description: 'How they stand, as a sentence.' })
  sentence: string;

  @Field(() => [RegisteredCallback])
  entries: RegisteredCallback[];

  @Field(() => DateTimeScalar, { nullable: true })
  registeredAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the entries were last looked at in ConnectWise.' })
  checkedAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  lastEventAt: Date | null;

  @Field(() => Int)
  eventsLastHour: number;

  @Field(() => Int, { description: 'Entries that ConnectWise had switched off and that were switched on again.' })
  renewed: number;

  @Field(() => Int, { description: 'Messages that were refused because their signature was wrong.' })
  rejected: number;

  @Field(() => DateTimeScalar, { nullable: true })
  rejectedAt: Date | null;
}

@ObjectType()
export class CallbacksPayload {
  @Field(() => Callbacks, { nullable: true })
  callbacks: Callbacks | null;

  @Field(() => [ProblemType])
  problems: Problem[];
}
