import type { OptionFieldsFragment, StageMapFieldsFragment, SyncSettingsInput } from '../../../graphql/graphql.ts';
import { isSame, nulled } from '../setup/use-section-form.ts';

export type StageOptions = Record<'stages' | 'statuses', readonly OptionFieldsFragment[]>;

/** What the editor holds. Empty text means "not chosen". */
export type StageMapValues = { stageMap: { stageId: string; remoteStageId: string; remoteStatusId: string }[] };

export const valuesOf = ({ stageMap }: StageMapFieldsFragment): StageMapValues => ({
  stageMap: stageMap.map(({ stage, remoteStageId, remoteStatusId }) => ({
    stageId: stage.id,
    remoteStageId: remoteStageId ?? '',
    remoteStatusId: remoteStatusId ?? '',
  })),
});

export const inputOf = (values: StageMapValues, saved: StageMapValues): SyncSettingsInput =>
  isSame(values, saved) ? {} : { stageMap: values.stageMap.map((row) => ({ ...nulled(row), stageId: row.stageId })) };
