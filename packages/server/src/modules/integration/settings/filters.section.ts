import { filterRuleSchema } from '@causeway/shared/forms/configuration/filters';
import { filterProblems } from '../filters/filter-problems.rules.ts';
import { section } from '../setup/section.ts';
import { stagesOfFilters, usesOfFilters } from './filters-uses.rules.ts';

/** Which records are synced at all. The rules are given whole: what is left out is gone. */
export const filters = section({
  key: 'filters',
  step: 'scope',
  merge: (_before, input) =>
    input.map((rule) => filterRuleSchema.parse({ ...rule, values: [...new Set(rule.values.map((v) => v.trim()))] })),
  problems: ({ next, facts }) => filterProblems(next.filters, facts),
  missing: () => [],
  uses: usesOfFilters,
  records: stagesOfFilters,
});
