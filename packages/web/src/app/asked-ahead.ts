import { type Client, type Exchange, makeOperation, mapExchange, type Operation } from 'urql';
import type { Ask } from '../components/ask-ahead.ts';

/** How long the answer to a query that was asked ahead counts as fresh for the page that it was asked for. */
const freshMs = 10_000;

type AskedAhead = { exchange: Exchange; ask: (client: Client) => Ask };

/**
 * Queries that start with a page's code. The page shows what is old already and asks anew (`cache-and-network`); right after
 * it was asked ahead it takes that answer instead, so that each query goes out once.
 */
export function createAskedAhead(now: () => number = Date.now): AskedAhead {
  const askedAt = new Map<number, number>();
  const onceOnly = (operation: Operation): Operation => {
    if (operation.kind !== 'query') return operation;
    if (operation.context.askedAhead) askedAt.set(operation.key, now());
    const isFresh = now() - (askedAt.get(operation.key) ?? Number.NEGATIVE_INFINITY) < freshMs;
    if (!isFresh || operation.context.requestPolicy !== 'cache-and-network') return operation;
    return makeOperation(operation.kind, operation, { ...operation.context, requestPolicy: 'cache-first' });
  };
  return {
    exchange: mapExchange({ onOperation: onceOnly }),
    ask: (client) => (query, variables, context) => {
      const ahead = { ...context, requestPolicy: 'network-only', askedAhead: true } as const;
      void client.query(query, variables, ahead).toPromise();
    },
  };
}
