import type { BundleMode, SyncMode } from '@causeway/shared/vocabulary';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { BundleModeEnum, SyncModeEnum } from '../../../platform/graphql/enums.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import { PipelineStage } from '../../crm/pipeline/pipeline-stage.type.ts';
import { MatchingSettings, MatchingSettingsInput } from './matching-settings.type.ts';

@ObjectType('StageMapRow')
export class StageMapRow {
  @Field(() => PipelineStage)
  stage: PipelineStage;

  @Field(() => String, { nullable: true })
  remoteStageId: string | null;

  @Field(() => String, { nullable: true })
  remoteStatusId: string | null;

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
}

@ObjectType('SyncSettings')
export class SyncSettings {
  @Field(() => SyncModeEnum)
  mode: SyncMode;

  @Field(() => BundleModeEnum)
  bundleMode: BundleMode;

  @Field(() => Int)
  revision: number;

  @Field(() => SyncDefaults)
  defaults: SyncDefaults;

  @Field(() => [StageMapRow])
  stageMap: StageMapRow[];

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
}

@InputType('StageMapInput')
export class StageMapInput {
  @Field(() => ID)
  stageId: string;

  @Field(() => String, { nullable: true })
  remoteStageId?: string | null;

  @Field(() => String, { nullable: true })
  remoteStatusId?: string | null;
}

@InputType('SyncSettingsInput')
export class SyncSettingsInput {
  @Field(() => SyncModeEnum, { nullable: true })
  mode?: SyncMode | null;

  @Field(() => BundleModeEnum, { nullable: true })
  bundleMode?: BundleMode | null;

  @Field(() => SyncDefaultsInput, { nullable: true })
  defaults?: SyncDefaultsInput | null;

  @Field(() => [StageMapInput], { nullable: true })
  stageMap?: StageMapInput[] | null;

  @Field(() => MatchingSettingsInput, { nullable: true })
  matching?: MatchingSettingsInput | null;
}
