import { Field, ID, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';

/** Something that concerns who may get in and what they may do. Never holds a secret. */
@ObjectType()
export class SecurityEvent {
  @Field(() => ID)
  id: Id;

  @Field(() => DateTimeScalar)
  at: Date;

  @Field(() => String, { description: 'A stable name: "signed_in", "role_changed".' })
  kind: string;

  @Field(() => String, { nullable: true })
  actor: string | null;

  @Field(() => String, { nullable: true, description: 'Whom or what it was done to.' })
  subject: string | null;

  @Field(() => String, { nullable: true, description: 'The network address it came from.' })
  address: string | null;

  @Field(() => String)
  description: string;
}
