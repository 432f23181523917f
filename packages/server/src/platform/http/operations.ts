import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Metrics } from '../metrics.ts';
import { bearerOf } from './credentials.ts';
import type { Readiness } from './readiness.ts';

export interface OperationsOptions {
  metrics: Metrics;
  readiness(): Promise<Readiness>;
  /** Who shows it may read the metrics; without one everybody who reaches the port. */
  token: string | null;
}

export interface OperationsPort {
  port: number;
  close(): Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/**
 * Health and metrics on a port of their own, for those who operate the product: /healthz, /readyz, /metrics. No header opens anything here; who
 * reaches the port, and shows the token where there is one, is answered.
 */
export async function startOperations(
  { host, port }: { host: string; port: number },
  options: OperationsOptions,
): Promise<OperationsPort> {
  const answers: Record<string, Answer> = {
    '/healthz': (_request, response) => sendJson(response, 200, { status: 'up' }),
    '/readyz': async (_request, response) => {
      const readiness = await options.readiness();
      sendJson(response, readiness.status === 'ready' ? 200 : 503, readiness);
    },
    '/metrics': (request, response) => answerMetrics(options.metrics, options.token, request, response),
  };
  const server = createServer((request, response) => {
    const answer = answers[new URL(request.url ?? '/', 'http://host').pathname];
    if (!answer || (request.method !== 'GET' && request.method !== 'HEAD'))
      return sendJson(response, 404, { error: 'Only /healthz, /readyz and /metrics are here.' });
    Promise.resolve(answer(request, response)).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' ? new Error(`Port ${port} is in use. Set METRICS_PORT to another one.`) : error,
      ),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers a scraper that shows the token; all others are told only that they have to. */
export async function answerMetrics(
  metrics: Metrics,
  token: string | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (token !== null && !isToken(token, bearerOf(request.headers.authorization))) {
    response.setHeader('WWW-Authenticate', 'Bearer');
    return sendJson(response, 401, { error: 'Show METRICS_TOKEN as a bearer token.' });
  }
  response.setHeader('Content-Type', metrics.contentType);
  response.setHeader('Cache-Control', 'no-store');
  response.end(await metrics.render());
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  response.end(JSON.stringify(body));
}

/** Compared as hashes, so that neither length nor content shows in the time that it takes. */
const isToken = (token: string, shown: string | null): boolean =>
  shown !== null && timingSafeEqual(hashed(token), hashed(shown));

const hashed = (text: string): Buffer => createHash('sha256').update(text).digest();
