import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Problem } from '../../platform/errors.ts';
import { register } from '../../platform/graphql/enums.ts';
import { ProblemType } from '../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import type { Id } from '../../platform/ids.ts';
import { type AlertKind, alertKinds } from './alert-kind.rules.ts';

export const AlertKindEnum = register('AlertKind', alertKinds);

@ObjectType({ description: 'A state that somebody has to know of, from its opening to its end.' })
export class Alert {
  @Field(() => ID)
  id: Id;

  @Field(() => String, { description: 'Which state it is; the same key is open once.' })
  key: string;

  @Field(() => String)
  kind: string;

  @Field(() => String)
  sentence: string;

  @Field(() => String, { nullable: true, description: 'What to do about it.' })
  remedy: string | null;

  @Field(() => DateTimeScalar)
  openedAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Null while it lasts.' })
  resolvedAt: Date | null;
}

@ObjectType()
export class AlertList {
  @Field(() => Int, { description: 'How many are open.' })
  open: number;

  @Field(() => [Alert], { description: 'Open ones first, then the latest that are over; 100 at most.' })
  items: Alert[];
}

@ObjectType({ description: 'What a person hears by mail, and when.' })
export class AlertPreferenceView {
  @Field(() => [AlertKindEnum], { description: 'Told at once.' })
  atOnce: AlertKind[];

  @Field(() => Boolean, { description: 'Whether all others come once a day.' })
  digest: boolean;

  @Field(() => Int, {
    description: 'Minute of the day in the time zone of the workspace; equal to quietTo: no quiet hours.',
  })
  quietFrom: number;

  @Field(() => Int)
  quietTo: number;
}

@InputType()
export class AlertPreferenceInput {
  @Field(() => [AlertKindEnum])
  atOnce: AlertKind[];

  @Field(() => Boolean)
  digest: boolean;

  @Field(() => Int)
  quietFrom: number;

  @Field(() => Int)
  quietTo: number;
}

@ObjectType({ description: 'When something is worth an alert.' })
export class AlertRulesView {
  @Field(() => Int)
  pushOlderThanMinutes: number;

  @Field(() => Int, { description: 'Of the records of the last hour.' })
  failurePercent: number;

  @Field(() => Int)
  brokenLinksAnHour: number;

  @Field(() => Int)
  tokenExpiresWithinDays: number;
}

@InputType()
export class AlertRulesInput {
  @Field(() => Int)
  pushOlderThanMinutes: number;

  @Field(() => Int)
  failurePercent: number;

  @Field(() => Int)
  brokenLinksAnHour: number;

  @Field(() => Int)
  tokenExpiresWithinDays: number;
}

@ObjectType()
export class AlertSettings {
  @Field(() => AlertRulesView)
  rules: AlertRulesView;
}

@ObjectType()
export class AlertPreferencePayload {
  @Field(() => AlertPreferenceView, { nullable: true })
  preference?: AlertPreferenceView;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@ObjectType()
export class AlertRulesPayload {
  @Field(() => AlertRulesView, { nullable: true })
  rules?: AlertRulesView;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@ObjectType()
export class TestPayload {
  @Field(() => String, { nullable: true, description: 'What was done, in a sentence.' })
  done?: string;

  @Field(() => [ProblemType])
  problems: Problem[];
}
