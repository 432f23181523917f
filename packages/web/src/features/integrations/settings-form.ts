import type { OptionFieldsFragment, SettingsFieldsFragment, SyncSettingsInput } from '../../graphql/graphql.ts';

/** One entry of a list of ConnectWise. */
export type Option = OptionFieldsFragment;
/** The lists that the settings choose from. */
export type Options = Record<
  'locations' | 'departments' | 'ratings' | 'stages' | 'statuses' | 'opportunityTypes' | 'members' | 'taxCodes',
  readonly Option[]
>;

/** What the settings page edits. Empty text means "not chosen". */
export type SettingsValues = {
  mode: SettingsFieldsFragment['mode'];
  defaults: Record<DefaultField, string>;
  stageMap: { stageId: string; remoteStageId: string; remoteStatusId: string }[];
};

export type DefaultField =
  | 'locationId'
  | 'departmentId'
  | 'ratingId'
  | 'stageId'
  | 'statusId'
  | 'opportunityTypeId'
  | 'salesRepId'
  | 'taxCodeId';

/** The saved settings as the form holds them. */
export function valuesOf({ mode, defaults, stageMap }: SettingsFieldsFragment): SettingsValues {
  return {
    mode,
    defaults: {
      locationId: defaults.locationId ?? '',
      departmentId: defaults.departmentId ?? '',
      ratingId: defaults.ratingId ?? '',
      stageId: defaults.stageId ?? '',
      statusId: defaults.statusId ?? '',
      opportunityTypeId: defaults.opportunityTypeId ?? '',
      salesRepId: defaults.salesRepId ?? '',
      taxCodeId: defaults.taxCodeId ?? '',
    },
    stageMap: stageMap.map(({ stage, remoteStageId, remoteStatusId }) => ({
      stageId: stage.id,
      remoteStageId: remoteStageId ?? '',
      remoteStatusId: remoteStatusId ?? '',
    })),
  };
}

/** The parts that differ from what is saved, as the mutation wants them; what was not touched is left out. */
export function inputOf(values: SettingsValues, saved: SettingsValues): SyncSettingsInput {
  const input: SyncSettingsInput = {};
  if (values.mode !== saved.mode) input.mode = values.mode;
  if (!same(values.defaults, saved.defaults)) input.defaults = nulled(values.defaults);
  if (!same(values.stageMap, saved.stageMap))
    input.stageMap = values.stageMap.map((row) => ({ ...nulled(row), stageId: row.stageId }));
  return input;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function nulled<T extends Record<string, string>>(values: T): { [K in keyof T]: string | null } {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value || null])) as {
    [K in keyof T]: string | null;
  };
}
