import type { ClosedOutcome } from '@causeway/shared/forms/configuration/closed-statuses';
import { Field, InputType, ObjectType } from 'type-graphql';
import { ClosedOutcomeEnum } from '../../../platform/graphql/enums.ts';

@ObjectType('ClosedStatus', {
  description: 'What a closed status of ConnectWise means for opportunities that come in.',
})
export class ClosedStatusType {
  @Field(() => String)
  statusId: string;

  @Field(() => ClosedOutcomeEnum)
  outcome: ClosedOutcome;
}

@InputType('ClosedStatusInput', { description: 'Statuses that are not named keep theirs.' })
export class ClosedStatusInput {
  @Field(() => String)
  statusId: string;

  @Field(() => ClosedOutcomeEnum, { nullable: true, description: 'Null: nothing is chosen.' })
  outcome?: ClosedOutcome | null;
}
