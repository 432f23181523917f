import { Field, ID, ObjectType } from 'type-graphql';
import { register } from '../../platform/graphql/enums.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import type { Id } from '../../platform/ids.ts';
import { type MailState, mailStates } from './delivery.queries.ts';

const MailStateEnum = register(
  'MailState',
  mailStates,
  'KEPT: there is no mail server; it lies in the folder for files. FAILED: it was given up.',
);

/** A mail that the product wrote. */
@ObjectType()
export class OutgoingMail {
  @Field(() => ID)
  id: Id;

  @Field(() => DateTimeScalar)
  at: Date;

  @Field(() => String)
  to: string;

  @Field(() => String)
  subject: string;

  @Field(() => MailStateEnum)
  state: MailState;

  @Field(() => String, { nullable: true, description: 'Why the last attempt did not work.' })
  error: string | null;

  @Field(() => String, { nullable: true, description: 'Of one that was kept; what was sent is not kept.' })
  text: string | null;
}

@ObjectType()
export class Outbox {
  @Field(() => Boolean, { description: 'False without SMTP_URL: mails are kept and not sent.' })
  sendsMail: boolean;

  @Field(() => [OutgoingMail], { description: 'The latest 200, newest first.' })
  mails: OutgoingMail[];
}
