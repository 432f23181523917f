import type { AuditEvent, AuditFilter } from './audit-event.type.ts';

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

const exact = ['direction', 'entity', 'status', 'runId', 'localId', 'remoteId', 'opportunityId'] as const;

/** Whether a live row passes a filter; the counterpart of the list's WHERE. */
export function passesFilter(event: AuditEvent, filter: AuditFilter | null | undefined): boolean {
  if (!filter) return true;
  if (exact.some((field) => filter[field] != null && filter[field] !== event[field])) return false;
  if (filter.from && event.at < filter.from) return false;
  if (filter.to && event.at > filter.to) return false;
  return filter.text == null || isFound(event, filter.text);
}

function isFound(event: AuditEvent, text: string): boolean {
  if (event.remoteId === text.trim()) return true;
  const haystack = ` ${event.name ?? ''} ${event.description}`.toLowerCase().replace(/[^\p{L}\p{N}.@_-]+/gu, ' ');
  return wordsOf(text).every((word) => haystack.includes(` ${word}`));
}
