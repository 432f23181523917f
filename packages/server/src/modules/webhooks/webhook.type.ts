import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Problem } from '../../platform/errors.ts';
import { register } from '../../platform/graphql/enums.ts';
import { PageInfo } from '../../platform/graphql/page-info.type.ts';
import { ProblemType } from '../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import type { Id } from '../../platform/ids.ts';
import type { DeliveryState } from './webhook-deliveries.queries.ts';
import { type WebhookEventWord, webhookEvents } from './webhook-event.rules.ts';
import type { WebhookForm } from './webhook-message.rules.ts';

export const WebhookEventEnum = register(
  'WebhookEvent',
  webhookEvents,
  'What a webhook may hear of. In messages the words have a dot: RUN_FINISHED is "run.finished".',
);
export const WebhookFormEnum = register(
  'WebhookForm',
  ['standard', 'slack', 'teams'] as const,
  'STANDARD: JSON after standardwebhooks.com. SLACK, TEAMS: a message that they show.',
);
const webhookStates = ['active', 'failing', 'off'] as const;
export type WebhookState = (typeof webhookStates)[number];
export const WebhookStateEnum = register(
  'WebhookState',
  webhookStates,
  'FAILING: nothing has arrived since `failingSince`; it is tried on. OFF: nothing is written for it.',
);
export const WebhookDeliveryStateEnum = register(
  'WebhookDeliveryState',
  ['waiting', 'delivered', 'failed', 'stopped'] as const,
  'FAILED: given up after the last attempt. STOPPED: it waited when the webhook was switched off.',
);

@ObjectType({ description: 'One attempt to deliver a message.' })
export class WebhookAttempt {
  @Field(() => DateTimeScalar)
  at: Date;

  @Field(() => Int, { nullable: true, description: 'Null when there was no answer.' })
  statusCode: number | null;

  @Field(() => Int)
  durationMs: number;

  @Field(() => String, { nullable: true, description: 'The first 1,000 characters of the answer.' })
  answer: string | null;

  @Field(() => String, { nullable: true, description: 'Why it did not arrive.' })
  error: string | null;
}

@ObjectType({ description: 'A message to a webhook; kept after its end for `retention.deliveriesDays`.' })
export class WebhookDelivery {
  @Field(() => ID)
  id: Id;

  @Field(() => ID, {
    description: 'The `webhook-id` of the message: the same in each attempt, to know a repetition by.',
  })
  messageId: Id;

  @Field(() => String, { description: 'As in the message: "run.finished"; "webhook.test" for a test.' })
  type: string;

  @Field(() => WebhookDeliveryStateEnum)
  state: DeliveryState;

  @Field(() => DateTimeScalar)
  createdAt: Date;

  @Field(() => DateTimeScalar, { nullable: true })
  finishedAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'While it waits.' })
  nextAttemptAt: Date | null;

  @Field(() => String, { description: 'The body of the message.' })
  payload: string;

  @Field(() => [WebhookAttempt], { description: 'Newest first.' })
  attempts: WebhookAttempt[];
}

@ObjectType()
export class WebhookDeliveryPage {
  @Field(() => [WebhookDelivery])
  items: WebhookDelivery[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;
}

@ObjectType({ description: 'An address that is told what happens.' })
export class Webhook {
  @Field(() => ID)
  id: Id;

  @Field(() => String)
  name: string;

  /** Whole only for administrators. */
  url: string;

  @Field(() => WebhookFormEnum)
  form: WebhookForm;

  @Field(() => [WebhookEventEnum], { description: 'What it hears of.' })
  events: WebhookEventWord[];

  @Field(() => WebhookStateEnum)
  state: WebhookState;

  @Field(() => String, { nullable: true, description: 'Why it is off, or what keeps messages from arriving.' })
  sentence: string | null;

  @Field(() => DateTimeScalar)
  createdAt: Date;

  @Field(() => DateTimeScalar, { nullable: true })
  lastDeliveredAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  failingSince: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  offAt: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until then messages are signed with the secret before this one as well.',
  })
  previousSecretUntil: Date | null;

  @Field(() => Int, { description: 'Messages on their way.' })
  waiting: number;
}

@InputType()
export class WebhookInput {
  @Field(() => String)
  name: string;

  @Field(() => String)
  url: string;

  @Field(() => WebhookFormEnum, { defaultValue: 'standard' })
  form: WebhookForm;

  @Field(() => [WebhookEventEnum], { nullable: true, description: 'Alerts alone unless said.' })
  events?: WebhookEventWord[] | null;
}

@InputType({ description: 'What is not given stays.' })
export class WebhookChangeInput {
  @Field(() => String, { nullable: true })
  name?: string | null;

  @Field(() => String, { nullable: true })
  url?: string | null;

  @Field(() => WebhookFormEnum, { nullable: true })
  form?: WebhookForm | null;

  @Field(() => [WebhookEventEnum], { nullable: true })
  events?: WebhookEventWord[] | null;
}

@ObjectType()
export class WebhookPayload {
  @Field(() => Webhook, { nullable: true })
  webhook?: Webhook;

  @Field(() => String, { nullable: true, description: 'Signs the messages; told this once.' })
  secret?: string;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@ObjectType()
export class WebhookTestPayload {
  @Field(() => String, { nullable: true, description: 'What was done, in a sentence.' })
  done?: string;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@ObjectType()
export class WebhookDeliveryPayload {
  @Field(() => WebhookDelivery, { nullable: true })
  delivery?: WebhookDelivery;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@ObjectType()
export class RepeatMissedPayload {
  @Field(() => Int, { nullable: true, description: 'How many messages go out again.' })
  count?: number;

  @Field(() => [ProblemType])
  problems: Problem[];
}
