import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface OddServer {
  /** `http://127.0.0.1:port` */
  url: string;
  /** `127.0.0.1:port` */
  host: string;
  /** Requests that came, as "METHOD path". */
  seen: string[];
  /** Answers for the next requests, in order; the last one stays. */
  answer(...listeners: RequestListener[]): void;
  stop(): Promise<void>;
}

/** A server on loopback that answers whatever a test tells it to, however wrong. */
export async function startOddServer(...first: RequestListener[]): Promise<OddServer> {
  let queue = first;
  const seen: string[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    seen.push(`${request.method} ${request.url}`);
    const listener = queue.length > 1 ? queue.shift() : queue[0];
    if (listener) listener(request, response);
    else response.writeHead(500).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    seen,
    answer: (...listeners) => {
      queue = listeners;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers as ConnectWise does. */
export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) => {
    response.writeHead(status, {
      'content-type': 'application/vnd.connectwise.com+json; version=2025.16',
      'x-cw-request-id': 'cw-1',
      ...headers,
    });
    response.end(JSON.stringify(body));
  };

/** Answers with a body as it is. */
export const raw =
  (status: number, body: string, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) => {
    response.writeHead(status, headers);
    response.end(body);
  };

/** Never answers. */
export const hang: RequestListener = () => undefined;

/** Breaks the connection off without a word. */
export const reset: RequestListener = (request) => request.socket.resetAndDestroy();
