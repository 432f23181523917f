import type { PulledStageRule } from '@causeway/shared/mapping/pulled-stage.rules';
import type { PushStageRule, PushStatusRule } from '@causeway/shared/mapping/push-status.rules';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { PulledStageRuleEnum, PushStageRuleEnum, PushStatusRuleEnum } from '../../../platform/graphql/enums.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { PipelineStage } from '../../crm/pipeline/pipeline-stage.type.ts';
import { ClosedStatusInput } from './closed-statuses.type.ts';
import { OpportunityMappingInput } from './opportunity-mapping.type.ts';
import { StageMapInput } from './sync-settings.type.ts';

@InputType('SimulateMappingInput', { description: 'Asks for a push, a pull, or both; answered by the saved settings.' })
export class SimulateMappingInput {
  @Field(() => ID, { nullable: true, description: 'Push: the stage that an opportunity enters in the CRM.' })
  stageId?: string | null;

  @Field(() => String, { nullable: true, description: 'Push: the value of its custom field "CW Status".' })
  cwStatus?: string | null;

  @Field(() => String, { nullable: true, description: 'Pull: its stage in ConnectWise.' })
  remoteStageId?: string | null;

  @Field(() => String, { nullable: true, description: 'Pull: its status in ConnectWise.' })
  remoteStatusId?: string | null;

  @Field(() => [StageMapInput], {
    nullable: true,
    description: 'Rows that are not saved yet, laid over the saved map.',
  })
  stageMap?: StageMapInput[] | null;

  @Field(() => OpportunityMappingInput, { nullable: true, description: 'Choices that are not saved yet.' })
  opportunityMapping?: OpportunityMappingInput | null;

  @Field(() => [ClosedStatusInput], {
    nullable: true,
    description: 'What closed statuses mean, not saved yet, laid over what is saved.',
  })
  closedStatuses?: ClosedStatusInput[] | null;
}

@ObjectType('SimulatedPush')
export class SimulatedPush {
  @Field(() => String, { nullable: true })
  remoteStageId: string | null;

  @Field(() => PushStageRuleEnum)
  stageRule: PushStageRule;

  @Field(() => String, { nullable: true })
  remoteStatusId: string | null;

  @Field(() => PushStatusRuleEnum, { nullable: true, description: 'Null when no status can be told.' })
  statusRule: PushStatusRule | null;

  @Field(() => String, { description: 'Both with the rule that decided, in words.' })
  sentence: string;
}

@ObjectType('SimulatedPull')
export class SimulatedPull {
  @Field(() => PipelineStage)
  stage: PipelineStage;

  @Field(() => PulledStageRuleEnum)
  rule: PulledStageRule;

  @Field(() => String, { nullable: true, description: 'A status that does not come through.' })
  ignoredStatus: string | null;

  @Field(() => Boolean, {
    description:
      'Its status means "leave as it is": an opportunity that is linked already keeps the stage that it has.',
  })
  leavesAsIs: boolean;

  @Field(() => String)
  sentence: string;
}

@ObjectType('MappingSimulation')
export class MappingSimulation {
  @Field(() => SimulatedPush, { nullable: true })
  push: SimulatedPush | null;

  @Field(() => SimulatedPull, { nullable: true })
  pull: SimulatedPull | null;

  @Field(() => [ProblemType])
  problems: ProblemType[];
}
