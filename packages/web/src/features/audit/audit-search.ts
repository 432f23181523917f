import { moment, oneOf, searchOf, someOf, text, texts } from '../../components/url-search.ts';
import type { AuditFilter } from '../../graphql/graphql.ts';
import { columnKeys } from './column-choice.ts';

const entityWord = ['COMPANY', 'CONTACT', 'PRODUCT', 'OPPORTUNITY', 'TAX_CODE', 'DOCUMENT'] as const;
const statusWord = ['SUCCESS', 'ERROR', 'SKIPPED', 'INFO'] as const;
const operationWord = [
  'CREATE',
  'UPDATE',
  'LINK',
  'SKIP',
  'PUSH',
  'ATTACH',
  'NOTE',
  'CHECK',
  'FAIL',
  'SETTING',
] as const;

/** The audit page's state in the URL. Unknown or malformed values are dropped, never an error. */
export const auditSearch = searchOf({
  direction: oneOf('IN', 'OUT'),
  /** One by itself comes from links of other pages; what is chosen here stands in the lists. */
  entity: oneOf(...entityWord),
  entities: someOf(...entityWord),
  status: oneOf(...statusWord),
  statuses: someOf(...statusWord),
  operations: someOf(...operationWord),
  code: text,
  codes: texts,
  actors: texts,
  text: text,
  /** A span that ends now. */
  range: oneOf('15m', '1h', '24h', '7d', '30d'),
  /** Fixed ends, ISO 8601. */
  from: moment,
  to: moment,
  runId: text,
  localId: text,
  remoteId: text,
  opportunityId: text,
  /** The entry whose details are open. */
  event: text,
  /** Which columns are shown, and how close the rows are. */
  columns: someOf(...columnKeys),
  density: oneOf('compact', 'comfortable'),
});

export type AuditSearch = ReturnType<typeof auditSearch>;

const spansMs: Record<NonNullable<AuditSearch['range']>, number> = {
  '15m': 900_000,
  '1h': 3_600_000,
  '24h': 86_400_000,
  '7d': 7 * 86_400_000,
  '30d': 30 * 86_400_000,
};

type Filters = Omit<AuditSearch, 'event' | 'columns' | 'density'>;

/** What narrows the list, without how it is shown. */
export function filtersOf(search: AuditSearch): Filters {
  const { event: _open, columns: _columns, density: _density, ...filters } = known(search);
  return filters;
}

/** What the server is asked; `now` in milliseconds. Empty filters are left out. */
export function filterOf(search: AuditSearch, now: number): AuditFilter {
  const { range, from, ...rest } = filtersOf(search);
  const begin = range ? new Date(now - spansMs[range]).toISOString() : from;
  return Object.fromEntries(Object.entries({ ...rest, from: begin }).filter(([, value]) => value !== undefined));
}

/** True when something narrows the list. */
export const isFiltered = (search: AuditSearch): boolean =>
  Object.values(filtersOf(search)).some((value) => value !== undefined);

/** The router keeps parameters that it does not know beside the checked ones; they are nothing to the server. */
const known = (search: AuditSearch): AuditSearch => auditSearch(search);

export const auditVariables = (search: AuditSearch, now: number) => ({ first: 50, filter: filterOf(search, now) });
