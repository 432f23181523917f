import { z } from 'zod';
import type { AuditFilter } from '../../graphql/graphql.ts';

const optional = <T extends z.ZodType>(type: T) => type.optional().catch(undefined);
const text = () => optional(z.coerce.string().min(1));

/** The audit page's state in the URL. Unknown or malformed values are dropped, never an error. */
export const auditSearch = z.object({
  direction: optional(z.enum(['IN', 'OUT'])),
  entity: optional(z.enum(['COMPANY', 'CONTACT', 'PRODUCT', 'OPPORTUNITY', 'TAX_CODE', 'DOCUMENT'])),
  status: optional(z.enum(['SUCCESS', 'ERROR', 'SKIPPED', 'INFO'])),
  text: text(),
  /** A span that ends now. */
  range: optional(z.enum(['1h', '24h', '7d', '30d'])),
  /** Fixed ends, ISO 8601. */
  from: optional(z.iso.datetime({ offset: true })),
  to: optional(z.iso.datetime({ offset: true })),
  runId: text(),
  localId: text(),
  remoteId: text(),
  opportunityId: text(),
  /** The entry whose details are open. */
  event: text(),
});

export type AuditSearch = z.infer<typeof auditSearch>;

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
const known = (search: AuditSearch): AuditSearch => auditSearch.parse(search);
