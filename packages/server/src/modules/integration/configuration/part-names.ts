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

/** Which parts changes lie in, each once. */
export const changedParts = (changes: readonly { field: string }[]): string =>
  [...new Set(changes.map(({ field }) => nameOf(field.split('.')[0] ?? field)))].join(', ');

const nameOf = (key: string): string => Object.entries(partNames).find(([part]) => part === key)?.[1] ?? key;
