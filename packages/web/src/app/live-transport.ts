import { createClient } from 'graphql-ws';
import type { ExecutionResult, SubscriptionForwarder } from 'urql';
import type { LiveStatus } from '../components/live-status.ts';

/** `wss://crm.example.com/graphql` for the page's own origin. */
export const socketUrl = (page: Pick<Location, 'protocol' | 'host'>): string =>
  `${page.protocol === 'https:' ? 'wss:' : 'ws:'}//${page.host}/graphql`;

/**
 * Subscriptions over one socket that reconnects for ever, slower each time (at most 30 s, with jitter).
 * After a reconnect a stream that takes `after` continues behind the last row it delivered, so that nothing is lost.
 */
export function createLiveTransport(
  url: string,
  status: LiveStatus,
): { forward: SubscriptionForwarder; close: () => void } {
  let closed = false;
  const socket = createClient({
    url,
    lazy: true,
    keepAlive: 15_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => !closed,
    retryWait: (tries) => new Promise((resolve) => setTimeout(resolve, waitMs(tries, Math.random()))),
    on: {
      connecting: (isRetry) => status.set(isRetry ? 'down' : 'connecting'),
      connected: () => status.set('live'),
      closed: (event) => status.set(wasAsked(event) ? 'idle' : 'down'),
    },
  });
  return {
    forward: (request) => ({
      subscribe: (sink) => {
        const payload = { query: request.query ?? '', variables: { ...request.variables } };
        const unsubscribe = socket.subscribe(payload, {
          next: (result) => {
            const cursor = lastCursor(result.data);
            if (cursor !== null && 'after' in payload.variables) payload.variables.after = cursor;
            sink.next(result as ExecutionResult);
          },
          error: (error) => sink.error(error),
          complete: () => sink.complete(),
        });
        return { unsubscribe };
      },
    }),
    close: () => {
      closed = true;
      // A client that is closed while it waits to reconnect refuses its own promise; there is nothing to mend then.
      Promise.resolve(socket.dispose()).catch(() => undefined);
    },
  };
}

/** 0.5 s, 1 s, 2 s … 30 s, of which `random` (0 to 1) takes away up to a half. */
export function waitMs(tries: number, random: number): number {
  const full = Math.min(30_000, 500 * 2 ** tries);
  return full - (full / 2) * random;
}

/** The `cursor` of the one record that a subscription delivered, or null. */
export function lastCursor(data: unknown): string | null {
  if (typeof data !== 'object' || data === null) return null;
  const [record] = Object.values(data);
  return typeof record?.cursor === 'string' ? record.cursor : null;
}

function wasAsked(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'code' in event && event.code === 1000;
}
