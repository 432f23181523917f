import { type RightId, rightIds, rightOf, rightPath } from '@causeway/shared/connectwise-rights';

/** A request as far as the security role is asked about it; `path` may carry a query. */
export interface AskedRight {
  method: string;
  path: string;
}

/** What the records of an area are called in ConnectWise. */
const nouns = {
  companies: 'companies',
  contacts: 'contacts',
  documents: 'documents',
  opportunities: 'opportunities',
  catalog: 'catalog items',
  products: 'product lines',
  members: 'members',
  locations: 'locations and departments',
} as const;

type Area = keyof typeof nouns | { table: RightId };

/** Which right of the security role a path wants; the first that fits. Set-up tables lie below the records that use them. */
const areas: readonly [path: RegExp, area: Area][] = [
  [/^\/company\/companies\/types/, { table: 'company_type_table' }],
  [/^\/company\/companies\/statuses/, { table: 'company_status_table' }],
  [/^\/company\/companies/, 'companies'],
  [/^\/company\/contacts\/types/, { table: 'contact_type_table' }],
  [/^\/company\/contacts/, 'contacts'],
  [/^\/company\/communicationTypes/, { table: 'communication_type_table' }],
  [/^\/sales\/opportunities\/statuses/, { table: 'status_table' }],
  [/^\/sales\/opportunities\/types/, { table: 'opportunity_type_table' }],
  [/^\/sales\/opportunities\/ratings/, { table: 'rating_table' }],
  [/^\/sales\/opportunities/, 'opportunities'],
  [/^\/sales\/stages/, { table: 'stage_table' }],
  [/^\/sales\/probabilities/, { table: 'probability_table' }],
  [/^\/procurement\/catalog/, 'catalog'],
  [/^\/procurement\/products/, 'products'],
  [/^\/procurement\/categories/, { table: 'category_table' }],
  [/^\/procurement\/subcategories/, { table: 'subcategory_table' }],
  [/^\/procurement\/types/, { table: 'product_type_table' }],
  [/^\/procurement\/unitOfMeasures/, { table: 'unit_table' }],
  [/^\/finance\/taxCodes/, { table: 'tax_code_table' }],
  [/^\/system\/documents/, 'documents'],
  [/^\/system\/(info\/)?members/, 'members'],
  [/^\/system\/(locations|departments)/, 'locations'],
  [/^\/system\/userDefinedFields/, { table: 'custom_field_table' }],
];

const verbs: Readonly<Record<string, string>> = { GET: 'read', POST: 'create', PATCH: 'change', DELETE: 'delete' };

/** What ConnectWise's 403 means, with the way to mend it: it is the API member that lacks a permission, never the person who uses the CRM. */
export function forbiddenSentence({ method, path }: AskedRight, member: string): string {
  const area = areaOf(path);
  const right = rightOfRequest({ method, path });
  const what =
    area === null ? `do this (${method} ${withoutQuery(path)})` : `${verbs[method] ?? 'use'} ${nounOf(area)}`;
  const lacks = right === null ? '' : ` ${pathTo(right, method)}`;
  return `A permission is missing in ConnectWise${lacks && ':'}${lacks}. Without it the ${member} cannot ${what}. Set it in the security role of the member, under System > Security Roles.`;
}

/** The right that a request wants, as far as the product knows it; null for a path that it has no name for. */
export function rightOfRequest({ method, path }: AskedRight): RightId | null {
  const area = areaOf(path);
  if (area === null) return null;
  if (typeof area === 'object') return area.table;
  const level = method === 'GET' ? 'inquire' : method === 'POST' ? 'add' : 'edit';
  return rightIds.find((id) => id === `${area}_${level}`) ?? null;
}

const areaOf = (path: string): Area | null => areas.find(([pattern]) => pattern.test(path))?.[1] ?? null;

const nounOf = (area: Area): string =>
  typeof area === 'object' ? `the table ${rightOf(area.table).table ?? area.table}` : nouns[area];

/** Deleting is a level of its own there; nothing that is checked beforehand wants it. */
const pathTo = (right: RightId, method: string): string =>
  method === 'DELETE' ? rightPath(right).replace('Edit All', 'Delete All') : rightPath(right);

const withoutQuery = (path: string): string => path.split('?', 1)[0] ?? path;
