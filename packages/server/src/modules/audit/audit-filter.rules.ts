import { keysOf } from '../../platform/typed-keys.ts';
import type { AuditEvent, AuditFilter } from './audit-event.type.ts';
import { type Dimension, dimensions } from './statistics/dimensions.ts';

/** The words of a search text, lower-case, at most ten. */
export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 10);

/** A tsquery that finds rows with words beginning like each of these; each is quoted, so that no character of it is an operator. */
export const prefixQuery = (words: readonly string[]): string =>
  words.map((word) => `'${word.replace(/[\\']/g, '\\$&')}':*`).join(' & ');

/** Parts of a filter that want one value of a column. */
export const exact = [
  'direction',
  'entity',
  'status',
  'operation',
  'code',
  'actor',
  'runId',
  'localId',
  'remoteId',
  'opportunityId',
] as const;

/** Parts that want one of several, each with its column. */
export const oneOf = {
  directions: 'direction',
  entities: 'entity',
  statuses: 'status',
  operations: 'operation',
  codes: 'code',
  actors: 'actor',
} as const;

/** The lists of a filter that narrow it. */
export function listsOf(filter: AuditFilter): Array<{ column: (typeof oneOf)[keyof typeof oneOf]; values: string[] }> {
  return keysOf(oneOf).flatMap((name) => {
    const values = filter[name];
    return values?.length ? [{ column: oneOf[name], values }] : [];
  });
}

const dimensionsOnly = new Set(['direction', 'entity', 'status', 'operation', 'code', ...Object.keys(oneOf)]);

/** What the figures can be asked for in place of the rows: a filter of their dimensions alone; null when it holds anything else. */
export function asDimensions(filter: AuditFilter): Partial<Record<Dimension, string[]>> | null {
  const only: Partial<Record<Dimension, string[]>> = {};
  const narrow = (dimension: Dimension, values: string[]) => {
    const known = only[dimension];
    only[dimension] = known ? known.filter((value) => values.includes(value)) : values;
  };
  for (const [name, value] of Object.entries(filter)) {
    const isSet = value != null && !(Array.isArray(value) && value.length === 0);
    if (isSet && (!dimensionsOnly.has(name) || name === 'actors')) return null;
  }
  for (const dimension of dimensions) {
    const value = filter[dimension];
    if (value != null) narrow(dimension, [value]);
  }
  for (const { column, values } of listsOf(filter)) if (column !== 'actor') narrow(column, values);
  return only;
}

/** Whether a live row passes a filter; the counterpart of the list's WHERE. */
export function passesFilter(event: AuditEvent, filter: AuditFilter | null | undefined): boolean {
  if (!filter) return true;
  if (exact.some((field) => filter[field] != null && filter[field] !== event[field])) return false;
  if (listsOf(filter).some(({ column, values }) => !values.includes(event[column] ?? ''))) return false;
  if (filter.from && event.at < filter.from) return false;
  if (filter.to && event.at > filter.to) return false;
  return filter.text == null || isFound(event, filter.text);
}

function isFound(event: AuditEvent, text: string): boolean {
  if (event.remoteId === text.trim()) return true;
  const haystack = ` ${event.name ?? ''} ${event.description}`.toLowerCase().replace(/[^\p{L}\p{N}.@_-]+/gu, ' ');
  return wordsOf(text).every((word) => haystack.includes(` ${word}`));
}
