import type { ConfigurationSection } from '@causeway/shared/forms/configuration/configuration';

/** The parts of the configuration as people call them. */
export const partNames: Readonly<Record<ConfigurationSection, string>> = {
  mode: 'mode',
  bundleMode: 'bundles',
  options: 'options',
  defaults: 'defaults',
  fieldDirections: 'directions of fields',
  filters: 'filters',
  stageMap: 'stage map',
  productMap: 'product map',
  taxMap: 'tax map',
  opportunityMapping: 'opportunity mapping',
  closedStatuses: 'closed statuses',
  customFields: 'custom fields',
  matching: 'matching',
};
