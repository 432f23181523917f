import { Field, Int, ObjectType } from 'type-graphql';
import { register } from '../../../../platform/graphql/enums.ts';
import { DateTimeScalar } from '../../../../platform/graphql/scalars.ts';
import { type LeftOut, leftOutSettings } from './left-out.rules.ts';

const pushStates = ['pending', 'running', 'done', 'partial', 'parked', 'skipped'] as const;
export type PushStateWord = (typeof pushStates)[number];
export const PushStateEnum = register(
  'PushState',
  pushStates,
  'PARTIAL: some of it is in ConnectWise; PARKED: it waits for a person; SKIPPED: nothing was sent, because somebody holds the record, or the mode or a filter keeps it here: `error` says which.',
);

export const LeftOutSettingEnum = register(
  'LeftOutSetting',
  leftOutSettings,
  'SCOPE: the sync mode and the directions of fields; MAPPING: the map of stages; TAXES: that of tax regions.',
);

/** What of an opportunity is not in ConnectWise as it stands here, although its push is over. */
@ObjectType('LeftOut')
export class LeftOutOfPush {
  @Field({ description: 'The field or amount in words, as inside a sentence.' })
  label: string;

  @Field({ description: 'The end of the sentence "Not sent: tax region, because …".' })
  because: string;

  @Field(() => LeftOutSettingEnum, { nullable: true, description: 'Where an admin changes it.' })
  setting?: LeftOut['setting'] | null;
}

/** Where the push of an opportunity stands: pending, running, done, partial (some of it is in ConnectWise), parked (waits for a person) or skipped (nothing was sent). */
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

  @Field(() => [LeftOutOfPush], {
    description:
      'Of one that is DONE: what was not sent, or was edited since and is not sent. Empty where everything is in ConnectWise.',
  })
  leftOut: LeftOut[];

  @Field(() => DateTimeScalar)
  updatedAt: Date;
}
