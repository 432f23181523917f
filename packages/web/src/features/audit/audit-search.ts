import { moment, oneOf, searchOf, text } from '../../components/url-search.ts';
import type { AuditFilter } from '../../graphql/graphql.ts';

/** The audit page's state in the URL. Unknown or malformed values are dropped, never an error. */
export const auditSearch = searchOf({
  direction: oneOf('IN', 'OUT'),
  entity: oneOf('COMPANY', 'CONTACT', 'PRODUCT', 'OPPORTUNITY', 'TAX_CODE', 'DOCUMENT'),
  status: oneOf('SUCCESS', 'ERROR', 'SKIPPED', 'INFO'),
  text: text,
  /** A span that ends now. */
  range: oneOf('1h', '24h', '7d', '30d'),
  /** Fixed ends, ISO 8601. */
  from: moment,
  to: moment,
  runId: text,
  localId: text,
  remoteId: text,
  opportunityId: text,
  /** The entry whose details are open. */
  event: text,
});

export type AuditSearch = ReturnType<typeof auditSearch>;

const spansMs: Record<NonNullable<AuditSearch['range']>, number> = {
  '1h': 3_600_000,
  '24h': 86_400_000,
  '7d': 7 * 86_400_000,
  '30d': 30 * 86_400_000,
};

/** What the server is asked; `now` in milliseconds. Empty filters are left out. */
export function filterOf(search: AuditSearch, now: number): AuditFilter {
  const { range, event: _open, from, ...rest } = known(search);
  const begin = range ? new Date(now - spansMs[range]).toISOString() : from;
  return Object.fromEntries(Object.entries({ ...rest, from: begin }).filter(([, value]) => value !== undefined));
}

/** True when something narrows the list. */
export function isFiltered(search: AuditSearch): boolean {
  const { event: _open, ...filters } = known(search);
  return Object.values(filters).some((value) => value !== undefined);
}

/** The router keeps parameters that it does not know beside the checked ones; they are nothing to the server. */
const known = (search: AuditSearch): AuditSearch => auditSearch(search);

export const auditVariables = (search: AuditSearch, now: number) => ({ first: 50, filter: filterOf(search, now) });
