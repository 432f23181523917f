import { type Client, type Exchange, makeOperation, mapExchange, type Operation, type OperationResult } from 'urql';
import type { Ask } from '../components/ask-ahead.ts';

/** How long the answer to a query that was asked ahead counts as fresh for the page that it was asked for. */
const freshMs = 10_000;

/** For how long a page that wants what is new takes that answer. Whoever asks again later, every few seconds or by a button, gets a new one. */
const newMs = 2_000;

type AskedAhead = { exchange: Exchange; ask: (client: Client) => Ask };

/**
 * Queries that start with a page's code. The page shows what is old already and asks anew (`cache-and-network`), or waits for what is new
 * (`network-only`); right after it was asked ahead it takes that answer instead, so that each query goes out once. One that is still on its
 * way is waited for by the client itself. Nothing that came before an edit counts as new after it, nor for whoever knows that something
 * changed (`anew`).
 */
export function createAskedAhead(now: () => number = Date.now): AskedAhead {
  const askedAt = new Map<number, number>();
  const answeredAt = new Map<number, number>();
  const isFresh = (key: number): boolean => now() - (askedAt.get(key) ?? Number.NEGATIVE_INFINITY) < freshMs;
  const onceOnly = (operation: Operation): Operation => {
    if (operation.kind === 'mutation') answeredAt.clear();
    if (operation.kind !== 'query') return operation;
    const { key, context } = operation;
    if (context.askedAhead) {
      askedAt.set(key, now());
      answeredAt.delete(key);
      return operation;
    }
    const heardAt = answeredAt.get(key) ?? Number.NEGATIVE_INFINITY;
    const isAnswered = context.requestPolicy === 'network-only' && now() - heardAt < newMs;
    if (context.anew || !isFresh(key) || !(isAnswered || context.requestPolicy === 'cache-and-network'))
      return operation;
    return makeOperation(operation.kind, operation, { ...context, requestPolicy: 'cache-first' });
  };
  const onAnswer = ({ operation: { key, context }, error }: OperationResult): void => {
    if (context.askedAhead && !error) answeredAt.set(key, now());
  };
  return {
    exchange: mapExchange({ onOperation: onceOnly, onResult: onAnswer }),
    ask: (client) => (query, variables, context) => {
      const ahead = { ...context, requestPolicy: 'network-only', askedAhead: true } as const;
      void client.query(query, variables, ahead).toPromise();
    },
  };
}
