import type { Exchange, Operation } from 'urql';
import { filter, makeSubject, merge, pipe, tap } from 'wonka';

/**
 * Asks again what an edit has overtaken. A query that is on its way while an edit ends may have been answered before it, and the cache asks nothing
 * again that it has no answer to yet: a page would go on showing what was before the second of two quick edits.
 */
export const latestAnswerExchange: Exchange =
  ({ forward }) =>
  (operations) => {
    /** By key of a query that is on its way: whether an edit has ended since it was asked. */
    const underWay = new Map<number, boolean>();
    const { source: again, next: askAgain } = makeSubject<Operation>();
    return pipe(
      merge([operations, again]),
      tap(({ kind, key }) => {
        if (kind === 'query') underWay.set(key, false);
        if (kind === 'teardown') underWay.delete(key);
      }),
      forward,
      filter(({ operation }) => {
        if (operation.kind === 'mutation') for (const key of underWay.keys()) underWay.set(key, true);
        const isOvertaken = operation.kind === 'query' && underWay.get(operation.key) === true;
        underWay.delete(operation.key);
        if (isOvertaken) askAgain(operation);
        return !isOvertaken;
      }),
    );
  };
