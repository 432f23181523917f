import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';

export interface LiveClient {
  /** Collects what a subscription sends; `closed` tells how the socket ended. */
  follow(query: string, variables?: Record<string, unknown>): Followed;
  /** The first answer of any operation. */
  once(
    query: string,
    variables?: Record<string, unknown>,
  ): Promise<{ data?: unknown; errors?: readonly SocketError[] }>;
  /** Code and reason of the socket's end, once it came. */
  ended: Promise<{ code: number; reason: string }>;
  close(): Promise<void>;
}

export interface SocketError {
  message: string;
  extensions?: Record<string, unknown>;
}

export interface Followed {
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for
  received: any[];
  errors: SocketError[];
  isOver(): boolean;
  stop(): void;
}

/** A graphql-ws client with the given headers (a cookie, an origin) and first message, that never reconnects. */
export function openLive(
  url: string,
  headers: Record<string, string> = {},
  connectionParams?: Record<string, unknown>,
): LiveClient {
  const end = Promise.withResolvers<{ code: number; reason: string }>();
  class Socket extends WebSocket {
    constructor(address: string, protocols: string | string[]) {
      super(address, protocols, { headers });
    }
  }
  const client: Client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: Socket,
    connectionParams,
    retryAttempts: 0,
    lazy: false,
    onNonLazyError: () => undefined,
    on: {
      closed: (event) => {
        const { code, reason } = event as { code: number; reason: string };
        end.resolve({ code, reason });
      },
    },
  });
  const follow: LiveClient['follow'] = (query, variables) => {
    const followed = { received: [] as unknown[], errors: [] as SocketError[], over: false };
    const stop = client.subscribe(
      { query, variables },
      {
        next: (result) => {
          if (result.data) followed.received.push(result.data);
          if (result.errors) followed.errors.push(...(result.errors as unknown as SocketError[]));
        },
        error: (error) => {
          followed.errors.push(
            ...(Array.isArray(error) ? error : [{ message: String((error as { reason?: string }).reason ?? error) }]),
          );
          followed.over = true;
        },
        complete: () => {
          followed.over = true;
        },
      },
    );
    return { ...followed, received: followed.received, errors: followed.errors, isOver: () => followed.over, stop };
  };
  return {
    follow,
    once: (query, variables) =>
      new Promise((resolve) => {
        client.subscribe(
          { query, variables },
          {
            next: (result) => resolve(result as { data?: unknown; errors?: readonly SocketError[] }),
            error: (error) =>
              resolve({
                errors: Array.isArray(error)
                  ? error
                  : [{ message: String((error as { reason?: string }).reason ?? error) }],
              }),
            complete: () => undefined,
          },
        );
      }),
    ended: end.promise,
    close: async () => {
      await client.dispose();
    },
  };
}
