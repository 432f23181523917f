import { type FilterField, filterFields, productClasses } from '@causeway/shared/forms/configuration/filters';
import { msg, t } from '@lingui/core/macro';
import { words } from '../../../components/language/language.ts';
import type {
  Direction,
  EntityType,
  FilterField as FieldName,
  FilterRuleInput,
  InactiveCompanies,
} from '../../../graphql/graphql.ts';
import type { Option, Options } from './scope-form.ts';

/** A field that rules can be made of, in the words of GraphQL. */
export type RuleField = {
  name: FieldName;
  label: string;
  kind: FilterField['kind'];
  /** What can be chosen; empty for flags and days. */
  options: readonly Option[];
};

export const filteredKinds = words([
  { entity: 'COMPANY', label: msg`Clients` },
  { entity: 'CONTACT', label: msg`Contacts` },
  { entity: 'PRODUCT', label: msg`Products` },
  { entity: 'OPPORTUNITY', label: msg`Opportunities` },
] as const) satisfies readonly { entity: EntityType; label: string }[];

const labels: Record<FieldName, string> = words({
  TYPE: msg`Type`,
  STATUS: msg`Status`,
  STAGE: msg`Stage`,
  SALES_REP: msg`Sales rep`,
  PRODUCT_CLASS: msg`Class`,
  CATEGORY: msg`Category`,
  INACTIVE: msg`Inactive ones`,
  DELETED: msg`Deleted ones`,
  CREATED: msg`Created`,
});

const lists: Partial<Record<string, keyof Omit<Options, 'departmentsOf'>>> = {
  company_type: 'companyTypes',
  company_status: 'companyStatuses',
  contact_type: 'contactTypes',
  product_type: 'productTypes',
  category: 'categories',
  opportunity_type: 'opportunityTypes',
  status: 'statuses',
  stage: 'stages',
  member: 'members',
  pipeline_stage: 'pipelineStages',
};

/** The fields of one kind of record in one direction. */
export function ruleFields(entity: EntityType, direction: Direction, options: Options): RuleField[] {
  const way = direction === 'IN' ? 'in' : 'out';
  return filterFields
    .filter((field) => field.entity.toUpperCase() === entity && way in field.sources)
    .map((field) => {
      const name = field.field.toUpperCase() as FieldName;
      return { name, label: labels[name], kind: field.kind, options: optionsOf(field.sources[way], options) };
    });
}

function optionsOf(source: string | null | undefined, options: Options): readonly Option[] {
  if (source === 'product_class')
    return productClasses.map((name) => ({ kind: source, remoteId: name, label: name, isActive: true }) as Option);
  const list = source ? lists[source] : undefined;
  return list ? options[list] : [];
}

/** A rule as it starts out when its field was chosen. */
export function newRule(entity: EntityType, direction: Direction, field: RuleField): FilterRuleInput {
  const start = { entity, direction, field: field.name };
  switch (field.kind) {
    case 'choice':
      return { ...start, operator: 'IS', values: [] };
    case 'flag':
      return { ...start, operator: 'IS', values: ['true', 'false'] };
    case 'date':
      return { ...start, operator: 'AFTER', values: [`${new Date().getFullYear()}-01-01`] };
    default:
      return field.kind satisfies never;
  }
}

/** What holds for a kind of record without any rule. */
export function standardText(
  entity: EntityType,
  direction: Direction,
  rules: readonly FilterRuleInput[],
  inactiveCompanies: InactiveCompanies,
): string {
  const has = (field: FieldName): boolean => rules.some((rule) => rule.field === field);
  const exceptions =
    direction === 'OUT'
      ? []
      : entity === 'COMPANY'
        ? [
            has('DELETED') ? null : t`deleted and merged ones`,
            has('STATUS') || inactiveCompanies === 'SYNC' ? null : t`those whose status is inactive or not approved`,
          ]
        : [(entity === 'CONTACT' || entity === 'PRODUCT') && !has('INACTIVE') ? t`inactive ones` : null];
  const [first, second] = exceptions.filter((one) => one !== null);
  const exception = first && second ? t`${first}, and ${second}` : first;
  if (rules.length === 0) return exception ? t`All, except ${exception}.` : t`All.`;
  return exception ? t`Also not: ${exception}.` : '';
}
