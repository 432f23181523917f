import { z } from 'zod';
import { type Direction, directions, type ReferenceKind } from '../../vocabulary.ts';

export const filteredEntities = ['company', 'contact', 'product', 'opportunity'] as const;
/** The records that filters can be set for. */
export type FilteredEntity = (typeof filteredEntities)[number];

export const filterFieldNames = [
  'type',
  'status',
  'stage',
  'sales_rep',
  'product_class',
  'category',
  'inactive',
  'deleted',
  'created',
] as const;
export type FilterFieldName = (typeof filterFieldNames)[number];

export const filterOperators = ['is', 'is_not', 'after'] as const;
/** `is`: one of the values; `is_not`: none of them; `after`: on that day or later. */
export type FilterOperator = (typeof filterOperators)[number];

/** Where the values of a field come from: a list of ConnectWise (its IDs), the five classes of products, or the CRM's own pipeline. */
export type FilterSource = ReferenceKind | 'product_class' | 'pipeline_stage';

export interface FilterField {
  entity: FilteredEntity;
  field: FilterFieldName;
  /** In the middle of a sentence: `its type is Vendor`. */
  word: string;
  /** `choice`: some of a list; `flag`: values `true` and `false`; `date`: one day. */
  kind: 'choice' | 'flag' | 'date';
  /** The directions in which the record has the field, each with where its values come from; nothing for flags and days. */
  sources: Partial<Record<Direction, FilterSource | null>>;
}

const both = (source: FilterSource | null) => ({ in: source, out: source });
const created = (entity: FilteredEntity): FilterField => ({
  entity,
  field: 'created',
  word: 'creation date',
  kind: 'date',
  sources: both(null),
});

/** Every field that can be filtered on. The CRM has no types of contacts and opportunities, and no statuses: those are of direction in only. */
export const filterFields: readonly FilterField[] = [
  { entity: 'company', field: 'type', word: 'type', kind: 'choice', sources: both('company_type') },
  { entity: 'company', field: 'status', word: 'status', kind: 'choice', sources: both('company_status') },
  { entity: 'company', field: 'deleted', word: 'deleted', kind: 'flag', sources: { in: null } },
  created('company'),
  { entity: 'contact', field: 'type', word: 'type', kind: 'choice', sources: { in: 'contact_type' } },
  { entity: 'contact', field: 'inactive', word: 'inactive', kind: 'flag', sources: both(null) },
  created('contact'),
  { entity: 'product', field: 'product_class', word: 'class', kind: 'choice', sources: both('product_class') },
  { entity: 'product', field: 'type', word: 'type', kind: 'choice', sources: both('product_type') },
  { entity: 'product', field: 'category', word: 'category', kind: 'choice', sources: both('category') },
  { entity: 'product', field: 'inactive', word: 'inactive', kind: 'flag', sources: both(null) },
  created('product'),
  { entity: 'opportunity', field: 'type', word: 'type', kind: 'choice', sources: { in: 'opportunity_type' } },
  { entity: 'opportunity', field: 'status', word: 'status', kind: 'choice', sources: { in: 'status' } },
  {
    entity: 'opportunity',
    field: 'stage',
    word: 'stage',
    kind: 'choice',
    sources: { in: 'stage', out: 'pipeline_stage' },
  },
  { entity: 'opportunity', field: 'sales_rep', word: 'sales rep', kind: 'choice', sources: both('member') },
  created('opportunity'),
];

/** The classes of ConnectWise's catalog items; a fixed list there. */
export const productClasses = ['Agreement', 'Bundle', 'Inventory', 'NonInventory', 'Service'] as const;

/**
 * One rule; a record must pass all rules of its kind and direction. There is one rule a field and direction, and `id` says which
 * (`company.in.type`): the history and the excluded records name it by that.
 */
export const filterRuleSchema = z
  .object({
    entity: z.enum(filteredEntities),
    direction: z.enum(directions),
    field: z.enum(filterFieldNames),
    operator: z.enum(filterOperators),
    values: z.array(z.string()).default([]),
  })
  .transform((rule) => ({ id: filterId(rule), ...rule }));

export type FilterRule = z.output<typeof filterRuleSchema>;

export const filterId = (rule: { entity: string; direction: string; field: string }): string =>
  `${rule.entity}.${rule.direction}.${rule.field}`;

/** The description of what a rule looks at; undefined when records of that kind have no such field in that direction. */
export const filterFieldOf = (rule: Pick<FilterRule, 'entity' | 'direction' | 'field'>): FilterField | undefined =>
  filterFields.find((f) => f.entity === rule.entity && f.field === rule.field && rule.direction in f.sources);

/** The operators that make sense for a kind of field. */
export const operatorsOf: Readonly<Record<FilterField['kind'], readonly FilterOperator[]>> = {
  choice: ['is', 'is_not'],
  flag: ['is'],
  date: ['after'],
};
