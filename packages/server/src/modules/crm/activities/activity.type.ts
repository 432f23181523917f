import type { ActivityKind } from '@causeway/shared/vocabulary';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ActivityKindEnum } from '../../../platform/graphql/enums.ts';
import { DateScalar, DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';

/** What is to be done for an opportunity, or what was done. */
@ObjectType('Activity', {
  description: 'A task, a call or a note of an opportunity. It stays in the CRM: ConnectWise is told nothing of it.',
})
export class Activity {
  @Field(() => ID)
  id: Id;

  opportunityId: Id;

  ownerId: Id | null;

  @Field(() => ActivityKindEnum)
  kind: ActivityKind;

  @Field(() => String)
  subject: string;

  @Field(() => String, { nullable: true })
  details: string | null;

  @Field(() => DateScalar, { nullable: true })
  dueOn: string | null;

  @Field(() => Boolean, { description: 'Open, and due on a day that has passed (UTC).' })
  isOverdue: boolean;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Null while it is open; of a note always null.' })
  doneAt: Date | null;

  @Field(() => String, { nullable: true, description: 'The name of who said that it is done.' })
  doneBy: string | null;

  @Field(() => String, { nullable: true, description: 'The name of who made it.' })
  createdBy: string | null;

  @Field(() => Int)
  version: number;

  @Field(() => DateTimeScalar)
  createdAt: Date;

  @Field(() => DateTimeScalar)
  updatedAt: Date;
}
