import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import { type FilterRule, type FilterSource, filterFieldOf } from '@causeway/shared/forms/configuration/filters';
import type { OptionUse, RecordUse } from '../setup/section.ts';

/** The options of ConnectWise that filters name. */
export const usesOfFilters = ({ filters }: Configuration): OptionUse[] =>
  valuesOf(filters).flatMap(({ rule, source, value, field }) =>
    source === 'product_class' || source === 'pipeline_stage'
      ? []
      : [
          {
            kind: source,
            remoteId: value,
            field,
            usedBy: `filter on the ${rule.field.replace('_', ' ')} of ${rule.entity} records`,
          },
        ],
  );

/** The CRM's stages that filters name. */
export const stagesOfFilters = ({ filters }: Configuration): RecordUse[] =>
  valuesOf(filters).flatMap(({ source, value, field }) =>
    source === 'pipeline_stage' ? [{ kind: 'crm_stage', id: value, field }] : [],
  );

interface FilterValue {
  rule: FilterRule;
  source: FilterSource;
  value: string;
  field: string;
}

/** Every value that was chosen from a list, with the place where it stands. */
const valuesOf = (filters: readonly FilterRule[]): FilterValue[] =>
  filters.flatMap((rule, i) => {
    const source = filterFieldOf(rule)?.sources[rule.direction];
    return source ? rule.values.map((value, j) => ({ rule, source, value, field: `filters.${i}.values.${j}` })) : [];
  });
