import { modeNames } from '../configuration/mode-names.ts';
import { type Section, section } from '../setup/section.ts';
import { closedStatuses } from './closed-statuses.section.ts';
import { customFields } from './custom-fields.section.ts';
import { defaults } from './defaults.section.ts';
import { fieldDirections } from './field-directions.section.ts';
import { filters } from './filters.section.ts';
import { matching } from './matching.section.ts';
import { opportunityMapping } from './opportunity-mapping.section.ts';
import { options } from './options.section.ts';
import { productMap } from './product-map.section.ts';
import { stageMap } from './stage-map.section.ts';
import { taxMap } from './tax-map.section.ts';

const mode = section({
  key: 'mode',
  step: 'scope',
  merge: (_before, input) => input,
  problems: () => [],
  missing: () => [],
  values: modeNames,
});

const bundleMode = section({
  key: 'bundleMode',
  step: 'scope',
  merge: (_before, input) => input,
  problems: () => [],
  missing: () => [],
});

/** Every part of the configuration, in the order in which it is set up. */
export const sections: readonly Section[] = [
  mode,
  options,
  fieldDirections,
  filters,
  bundleMode,
  defaults,
  stageMap,
  opportunityMapping,
  closedStatuses,
  customFields,
  productMap,
  taxMap,
  matching,
];
