import type { RightLevel } from './vocabulary.ts';

/**
 * Every right that the API member's security role may need, once: what the steps in ConnectWise list, what is checked, and what is told
 * when it lacks. Names of modules and actions as on the screen System > Security Roles.
 */

/**
 * What wants a right: `any` mode, one that sends (`push`), one that sends later edits (`edit`); `choice` merely fills a list to choose
 * from, and nothing stops without it.
 */
export type RightNeed = 'any' | 'push' | 'edit' | 'choice';

export interface RightRow {
  module: string;
  action: string;
  level: RightLevel;
  /** The set-up table, where Table Setup is narrowed down with "customize". */
  table?: string;
  /** What it lets the API member do, as the rest of a sentence: `create companies`. */
  what: string;
  neededFor: RightNeed;
}

const companies = { module: 'Companies', action: 'Company Maintenance' } as const;
const contacts = { module: 'Companies', action: 'Contacts' } as const;
const documents = { module: 'Companies', action: 'Manage Documents' } as const;
const opportunities = { module: 'Sales', action: 'Opportunity' } as const;
const catalog = { module: 'Procurement', action: 'Product Catalog' } as const;
const products = { module: 'Procurement', action: 'Products' } as const;
const setupTable = (table: string, what: string, neededFor: RightNeed) =>
  ({ module: 'System', action: 'Table Setup', level: 'inquire', table, what, neededFor }) as const;

export const connectWiseRights = {
  companies_inquire: { ...companies, level: 'inquire', what: 'read companies', neededFor: 'any' },
  companies_add: { ...companies, level: 'add', what: 'create companies', neededFor: 'push' },
  companies_edit: {
    ...companies,
    level: 'edit',
    what: 'update companies and set their default contact',
    neededFor: 'push',
  },
  contacts_inquire: { ...contacts, level: 'inquire', what: 'read contacts', neededFor: 'any' },
  contacts_add: { ...contacts, level: 'add', what: 'create contacts', neededFor: 'push' },
  contacts_edit: { ...contacts, level: 'edit', what: 'update contacts', neededFor: 'edit' },
  documents_inquire: { ...documents, level: 'inquire', what: 'read documents', neededFor: 'push' },
  documents_add: { ...documents, level: 'add', what: 'attach documents to opportunities', neededFor: 'push' },
  opportunities_inquire: { ...opportunities, level: 'inquire', what: 'read opportunities', neededFor: 'any' },
  opportunities_add: { ...opportunities, level: 'add', what: 'create opportunities and notes', neededFor: 'push' },
  opportunities_edit: {
    ...opportunities,
    level: 'edit',
    what: 'update opportunities and set their stage and status',
    neededFor: 'push',
  },
  catalog_inquire: { ...catalog, level: 'inquire', what: 'read products', neededFor: 'any' },
  catalog_add: { ...catalog, level: 'add', what: 'create products', neededFor: 'push' },
  catalog_edit: { ...catalog, level: 'edit', what: 'update products', neededFor: 'edit' },
  products_inquire: { ...products, level: 'inquire', what: 'read product lines', neededFor: 'push' },
  products_add: { ...products, level: 'add', what: 'add product lines', neededFor: 'push' },
  products_edit: { ...products, level: 'edit', what: 'update product lines', neededFor: 'push' },
  members_inquire: {
    module: 'System',
    action: 'Member Maintenance',
    level: 'inquire',
    what: 'read members',
    neededFor: 'push',
  },
  locations_inquire: {
    module: 'System',
    action: 'My Company',
    level: 'inquire',
    what: 'read locations and business units',
    neededFor: 'push',
  },
  stage_table: setupTable('Opportunity Stage', 'read sales stages', 'any'),
  status_table: setupTable('Opportunity Status', 'read opportunity statuses', 'any'),
  tax_code_table: setupTable('Tax Code', 'read tax codes', 'any'),
  opportunity_type_table: setupTable('Opportunity Type', 'read opportunity types', 'push'),
  rating_table: setupTable('Opportunity Rating', 'read ratings', 'push'),
  probability_table: setupTable('Sales Probability', 'read sales probabilities', 'choice'),
  company_status_table: setupTable('Company Status', 'read company statuses', 'push'),
  company_type_table: setupTable('Company Type', 'read company types', 'push'),
  contact_type_table: setupTable('Contact Type', 'read contact types', 'choice'),
  communication_type_table: setupTable('Communication Type', 'read communication types', 'push'),
  category_table: setupTable('Product Category', 'read product categories', 'push'),
  subcategory_table: setupTable('Product Subcategory', 'read product subcategories', 'push'),
  product_type_table: setupTable('Product Type', 'read product types', 'push'),
  unit_table: setupTable('Unit of Measure', 'read units of measure', 'push'),
  custom_field_table: setupTable('Custom Fields', 'read custom fields', 'choice'),
} as const satisfies Record<string, RightRow>;

export type RightId = keyof typeof connectWiseRights;

export const rightIds = Object.keys(connectWiseRights) as RightId[];

export const rightOf = (id: RightId): RightRow => connectWiseRights[id];

const levelWords: Record<RightLevel, string> = { inquire: 'Inquire', add: 'Add', edit: 'Edit' };

/** Where the right is given: `Sales > Opportunity: Add All`, below System > Security Roles > (the role). */
export function rightPath(id: RightId): string {
  const { module, action, level, table } = rightOf(id);
  return `${module} > ${action}: ${levelWords[level]} All${table ? `, table ${table}` : ''}`;
}

/** Rows of the least role, module by module: which levels each action wants set to All. */
export function leastRole(): { module: string; action: string; levels: Set<RightLevel>; tables: string[] }[] {
  const rows = new Map<string, ReturnType<typeof leastRole>[number]>();
  for (const right of rightIds.map(rightOf)) {
    const key = `${right.module} ${right.action}`;
    const row = rows.get(key) ?? { module: right.module, action: right.action, levels: new Set(), tables: [] };
    row.levels.add(right.level);
    if (right.table) row.tables.push(right.table);
    rows.set(key, row);
  }
  return [...rows.values()];
}
