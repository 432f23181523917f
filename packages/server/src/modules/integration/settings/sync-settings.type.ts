import type { BundleMode, SyncMode } from '@causeway/shared/vocabulary';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { BundleModeEnum, SyncModeEnum } from '../../../platform/graphql/enums.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import { PipelineStage } from '../../crm/pipeline/pipeline-stage.type.ts';
import { FilterRuleInput, FilterRuleType } from '../filters/filter-rule.type.ts';
import { ClosedStatusInput, ClosedStatusType } from './closed-statuses.type.ts';
import { CustomFieldDefaultInput, CustomFieldDefaultType } from './custom-fields.type.ts';
import { FieldDirectionInput, FieldDirectionType } from './field-directions.type.ts';
import { MatchingSettings, MatchingSettingsInput } from './matching-settings.type.ts';
import { MappingFallbackType, OpportunityMappingInput, OpportunityMappingType } from './opportunity-mapping.type.ts';
import { SyncOptionsInput, SyncOptionsType } from './options.type.ts';
import { ProductMapInput, ProductMapType } from './product-map.type.ts';
import { TaxMapInput, TaxMapType } from './tax-map.type.ts';

@ObjectType('StageMapRow')
export class StageMapRow {
  @Field(() => PipelineStage)
  stage: PipelineStage;

  @Field(() => String, { nullable: true })
  remoteStageId: string | null;

  @Field(() => String, { nullable: true })
  remoteStatusId: string | null;

  @Field(() => [String], { description: 'Stages of ConnectWise that come in at this stage too, and are never sent.' })
  otherRemoteStageIds: readonly string[];

  @Field(() => [String], { description: 'The same of its statuses.' })
  otherRemoteStatusIds: readonly string[];

  @Field(() => String)
  effective: string;
}

@ObjectType('SyncDefaults')
export class SyncDefaults {
  @Field(() => String, { nullable: true })
  locationId: string | null;

  @Field(() => String, { nullable: true })
  departmentId: string | null;

  @Field(() => String, { nullable: true })
  ratingId: string | null;

  @Field(() => String, { nullable: true })
  stageId: string | null;

  @Field(() => String, { nullable: true })
  statusId: string | null;

  @Field(() => String, { nullable: true })
  opportunityTypeId: string | null;

  @Field(() => String, { nullable: true })
  salesRepId: string | null;

  @Field(() => String, { nullable: true })
  taxCodeId: string | null;

  @Field(() => Int, { description: 'Days to the close date of an opportunity without one.' })
  closeDateOffsetDays: number;

  @Field(() => ID, { nullable: true, description: 'CRM stage of pulled opportunities that nothing is mapped for.' })
  localStageId: string | null;

  @Field(() => String, { nullable: true, description: 'Contact that is made where client and company have none.' })
  contactName: string | null;
}

@ObjectType('SyncSettings')
export class SyncSettings {
  @Field(() => SyncModeEnum)
  mode: SyncMode;

  @Field(() => BundleModeEnum)
  bundleMode: BundleMode;

  @Field(() => Int)
  revision: number;

  @Field(() => SyncOptionsType)
  options: SyncOptionsType;

  @Field(() => [FilterRuleType])
  filters: FilterRuleType[];

  @Field(() => SyncDefaults, { description: 'Completed from what ConnectWise marks as its own defaults.' })
  defaults: SyncDefaults;

  @Field(() => SyncDefaults, { description: 'As chosen; null where ConnectWise’s own default is followed.' })
  chosenDefaults: SyncDefaults;

  @Field(() => [StageMapRow])
  stageMap: StageMapRow[];

  @Field(() => ProductMapType)
  productMap: ProductMapType;

  @Field(() => TaxMapType)
  taxMap: TaxMapType;
  @Field(() => OpportunityMappingType)
  opportunityMapping: OpportunityMappingType;

  @Field(() => [FieldDirectionType])
  fieldDirections: FieldDirectionType[];

  @Field(() => [ClosedStatusType])
  closedStatuses: ClosedStatusType[];

  @Field(() => [CustomFieldDefaultType])
  customFields: CustomFieldDefaultType[];

  @Field(() => MappingFallbackType)
  mappingFallback: MappingFallbackType;
  @Field(() => MatchingSettings)
  matching: MatchingSettings;

  @Field(() => DateTimeScalar, { nullable: true })
  startedAt: Date | null;
}

@ObjectType('SyncSettingsPayload')
export class SyncSettingsPayload {
  @Field(() => SyncSettings, { nullable: true })
  settings?: SyncSettings | null;

  @Field(() => [ProblemType])
  problems: ProblemType[];
}

@InputType('SyncDefaultsInput')
export class SyncDefaultsInput {
  @Field(() => String, { nullable: true })
  locationId?: string | null;

  @Field(() => String, { nullable: true })
  departmentId?: string | null;

  @Field(() => String, { nullable: true })
  ratingId?: string | null;

  @Field(() => String, { nullable: true })
  stageId?: string | null;

  @Field(() => String, { nullable: true })
  statusId?: string | null;

  @Field(() => String, { nullable: true })
  opportunityTypeId?: string | null;

  @Field(() => String, { nullable: true })
  salesRepId?: string | null;

  @Field(() => String, { nullable: true })
  taxCodeId?: string | null;

  @Field(() => Int, { nullable: true })
  closeDateOffsetDays?: number | null;

  @Field(() => ID, { nullable: true })
  localStageId?: string | null;

  @Field(() => String, { nullable: true })
  contactName?: string | null;
}

@InputType('StageMapInput')
export class StageMapInput {
  @Field(() => ID)
  stageId: string;

  @Field(() => String, { nullable: true })
  remoteStageId?: string | null;

  @Field(() => String, { nullable: true })
  remoteStatusId?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Stages of ConnectWise that come in at this stage too; remoteStageId is the one that is sent. Left out: as before.',
  })
  otherRemoteStageIds?: string[] | null;

  @Field(() => [String], { nullable: true })
  otherRemoteStatusIds?: string[] | null;
}

@InputType('SyncSettingsInput')
export class SyncSettingsInput {
  @Field(() => SyncModeEnum, { nullable: true })
  mode?: SyncMode | null;

  @Field(() => BundleModeEnum, { nullable: true })
  bundleMode?: BundleMode | null;

  @Field(() => SyncOptionsInput, { nullable: true })
  options?: SyncOptionsInput | null;

  @Field(() => [FilterRuleInput], { nullable: true, description: 'All rules; what is left out is gone.' })
  filters?: FilterRuleInput[] | null;

  @Field(() => SyncDefaultsInput, { nullable: true })
  defaults?: SyncDefaultsInput | null;

  @Field(() => [StageMapInput], {
    nullable: true,
    description:
      'Those that change; stages that are not named keep theirs. Without stage and status one is taken back.',
  })
  stageMap?: StageMapInput[] | null;

  @Field(() => ProductMapInput, { nullable: true })
  productMap?: ProductMapInput | null;

  @Field(() => TaxMapInput, { nullable: true })
  taxMap?: TaxMapInput | null;
  @Field(() => OpportunityMappingInput, { nullable: true })
  opportunityMapping?: OpportunityMappingInput | null;
  @Field(() => [FieldDirectionInput], {
    nullable: true,
    description: 'Those that change; fields that are not named keep theirs. BOTH without an owner takes one back.',
  })
  fieldDirections?: FieldDirectionInput[] | null;
  @Field(() => [ClosedStatusInput], {
    nullable: true,
    description: 'Those that change; statuses that are not named keep theirs. Without an outcome one is taken back.',
  })
  closedStatuses?: ClosedStatusInput[] | null;

  @Field(() => [CustomFieldDefaultInput], {
    nullable: true,
    description: 'Those that change; custom fields that are not named keep theirs. Nulls take one back.',
  })
  customFields?: CustomFieldDefaultInput[] | null;

  @Field(() => MatchingSettingsInput, { nullable: true })
  matching?: MatchingSettingsInput | null;
}
