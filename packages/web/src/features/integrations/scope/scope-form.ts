import { isSame } from '../../../components/drafts/merge-draft.ts';
import { readFragment } from '../../../graphql/fragment-masking.ts';
import type {
  BundleMode,
  FilterRuleInput,
  InactiveCompanies,
  OptionFieldsFragment,
  Owner,
  ScopeDefaultsFragment,
  ScopeFieldsFragment,
  SyncMode,
  SyncSettingsInput,
} from '../../../graphql/graphql.ts';
import { nulled } from '../setup/use-section-form.ts';
import { ScopeDefaults } from './scope.graphql.ts';

export type Option = OptionFieldsFragment;

/** The lists that the page chooses from. */
export type Options = Record<
  | 'locations'
  | 'departments'
  | 'ratings'
  | 'stages'
  | 'statuses'
  | 'opportunityTypes'
  | 'members'
  | 'taxCodes'
  | 'companyTypes'
  | 'companyStatuses'
  | 'contactTypes'
  | 'productTypes'
  | 'categories'
  | 'pipelineStages'
  | 'openStages',
  readonly Option[]
> & {
  /** The business units that go with a location; all of them when ConnectWise named none. */
  departmentsOf: ReadonlyMap<string, readonly string[]>;
};

export type DefaultField =
  | 'locationId'
  | 'departmentId'
  | 'ratingId'
  | 'stageId'
  | 'statusId'
  | 'opportunityTypeId'
  | 'salesRepId'
  | 'taxCodeId'
  | 'localStageId'
  | 'contactName';

export type OwnedEntity = 'company' | 'contact' | 'product' | 'opportunity';

/** What the page edits. Empty text means "not chosen". */
export type ScopeValues = {
  mode: SyncMode;
  options: {
    pushLost: boolean;
    inactiveCompanies: InactiveCompanies;
    owners: Record<OwnedEntity, Owner>;
    /** Empty text: they do not expire. */
    documentLinks: { isOn: boolean; expireAfterDays: number | string };
  };
  filters: FilterRuleInput[];
  bundleMode: BundleMode;
  defaults: Record<DefaultField, string> & { closeDateOffsetDays: number | string };
};

/** The saved settings as the form holds them. */
export function valuesOf(settings: ScopeFieldsFragment): ScopeValues {
  const { mode, bundleMode, options, filters, chosenDefaults } = settings;
  return {
    mode,
    bundleMode,
    options: {
      pushLost: options.pushLost,
      inactiveCompanies: options.inactiveCompanies,
      owners: ownersOf(options),
      documentLinks: {
        isOn: options.documentLinks.isOn,
        expireAfterDays: options.documentLinks.expireAfterDays ?? '',
      },
    },
    filters: filters.map(({ entity, direction, field, operator, values }) => ({
      entity,
      direction,
      field,
      operator,
      values,
    })),
    defaults: defaultValues(readFragment(ScopeDefaults, chosenDefaults)),
  };
}

/** Without what the cache adds. */
const ownersOf = ({ owners }: ScopeFieldsFragment['options']): ScopeValues['options']['owners'] => ({
  company: owners.company,
  contact: owners.contact,
  product: owners.product,
  opportunity: owners.opportunity,
});

/** What is not chosen yet and cannot be left open: ConnectWise's first valid pair of location and business unit. */
export function withSuggestions(values: ScopeValues, settings: ScopeFieldsFragment): ScopeValues {
  const { locationId, departmentId } = readFragment(ScopeDefaults, settings.defaults);
  const { defaults } = values;
  if (defaults.locationId && defaults.departmentId) return values;
  return {
    ...values,
    defaults: { ...defaults, locationId: locationId ?? '', departmentId: departmentId ?? '' },
  };
}

const defaultValues = ({ closeDateOffsetDays, ...fields }: ScopeDefaultsFragment): ScopeValues['defaults'] => ({
  locationId: fields.locationId ?? '',
  departmentId: fields.departmentId ?? '',
  ratingId: fields.ratingId ?? '',
  stageId: fields.stageId ?? '',
  statusId: fields.statusId ?? '',
  opportunityTypeId: fields.opportunityTypeId ?? '',
  salesRepId: fields.salesRepId ?? '',
  taxCodeId: fields.taxCodeId ?? '',
  localStageId: fields.localStageId ?? '',
  contactName: fields.contactName ?? '',
  closeDateOffsetDays,
});

/** The parts that differ from what is saved, as the mutation wants them; what was not touched is left out. */
export function inputOf(values: ScopeValues, saved: ScopeValues): SyncSettingsInput {
  const input: SyncSettingsInput = {};
  if (values.mode !== saved.mode) input.mode = values.mode;
  if (values.bundleMode !== saved.bundleMode) input.bundleMode = values.bundleMode;
  if (!isSame(values.options, saved.options)) {
    const { isOn, expireAfterDays: days } = values.options.documentLinks;
    const documentLinks = { isOn, expireAfterDays: typeof days === 'number' ? days : null };
    input.options = { ...values.options, documentLinks };
  }
  if (!isSame(values.filters, saved.filters)) input.filters = values.filters;
  if (!isSame(values.defaults, saved.defaults)) {
    const { closeDateOffsetDays: days, ...fields } = values.defaults;
    input.defaults = { ...nulled(fields), closeDateOffsetDays: typeof days === 'number' ? days : null };
  }
  return input;
}
