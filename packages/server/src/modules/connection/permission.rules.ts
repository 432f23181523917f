import { type RightId, rightIds, rightOf, rightPath } from '@causeway/shared/connectwise-rights';

/** The reads that no mode can do without: while one is refused, nothing is synced. */
export const basicRights: readonly RightId[] = rightIds.filter(
  (id) => rightOf(id).neededFor === 'any' && rightOf(id).level === 'inquire',
);

/** One sentence naming all that is missing; what to do about it is said beside it, once. */
export function missingRights(missing: readonly RightId[]): string {
  const list = missing.map((id) => `${rightOf(id).what.replace(/^read /, '')} (${rightPath(id)})`).join('; ');
  return `The API member's security role may not read ${list}.`;
}
