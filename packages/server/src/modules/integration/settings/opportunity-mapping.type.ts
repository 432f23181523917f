import type { StatusSource } from '@causeway/shared/vocabulary';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { StatusSourceEnum } from '../../../platform/graphql/enums.ts';

@ObjectType('MappingFallback', { description: 'What stands in where nothing is mapped, completed from ConnectWise.' })
export class MappingFallbackType {
  @Field(() => String, { nullable: true })
  remoteStageId: string | null;

  @Field(() => String, { nullable: true })
  remoteStatusId: string | null;

  @Field(() => ID, { nullable: true, description: 'Stage of the CRM for pulls; null for the first open one.' })
  stageId: string | null;
}

@ObjectType('OpportunityMapping', { description: 'How the status of an opportunity is kept beside the stage map.' })
export class OpportunityMappingType {
  @Field(() => StatusSourceEnum)
  statusSource: StatusSource;

  @Field(() => String, { nullable: true, description: 'Set at a win while the custom field "CW Status" is used.' })
  wonStatusId: string | null;

  @Field(() => String, { nullable: true })
  lostStatusId: string | null;

  @Field(() => Boolean, { description: 'A closed status decides before the mapped stage when pulled.' })
  closedStatusWins: boolean;
}

@InputType('OpportunityMappingInput', { description: 'What is left out stays as it is.' })
export class OpportunityMappingInput {
  @Field(() => StatusSourceEnum, { nullable: true })
  statusSource?: StatusSource;

  @Field(() => String, { nullable: true })
  wonStatusId?: string | null;

  @Field(() => String, { nullable: true })
  lostStatusId?: string | null;

  @Field(() => Boolean, { nullable: true })
  closedStatusWins?: boolean;
}
