import type { OptionFieldsFragment, ScopeFieldsFragment, SyncSettingsInput } from '../../../graphql/graphql.ts';
import { isSame, nulled } from '../setup/use-section-form.ts';

/** The lists that the defaults choose from. */
export type Options = Record<
  'locations' | 'departments' | 'ratings' | 'stages' | 'statuses' | 'opportunityTypes' | 'members' | 'taxCodes',
  readonly OptionFieldsFragment[]
>;

export type DefaultField =
  | 'locationId'
  | 'departmentId'
  | 'ratingId'
  | 'stageId'
  | 'statusId'
  | 'opportunityTypeId'
  | 'salesRepId'
  | 'taxCodeId';

/** What the page edits. Empty text means "not chosen". */
export type ScopeValues = {
  mode: ScopeFieldsFragment['mode'];
  defaults: Record<DefaultField, string>;
};

/** The saved settings as the form holds them. */
export function valuesOf({ mode, defaults }: ScopeFieldsFragment): ScopeValues {
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
  };
}

/** The parts that differ from what is saved, as the mutation wants them; what was not touched is left out. */
export function inputOf(values: ScopeValues, saved: ScopeValues): SyncSettingsInput {
  const input: SyncSettingsInput = {};
  if (values.mode !== saved.mode) input.mode = values.mode;
  if (!isSame(values.defaults, saved.defaults)) input.defaults = nulled(values.defaults);
  return input;
}
