import type { RequestHandler } from 'express';
import type { Metrics } from '../metrics.ts';

/** Measures how long answers take, by what was asked for: paths as they are would be as many as there are records. */
export const timeRequests =
  (metrics: Metrics): RequestHandler =>
  (request, response, next) => {
    const startedAt = performance.now();
    response.once('finish', () => {
      const labels = { kind: kindOf(request.path), status: `${Math.floor(response.statusCode / 100)}xx` };
      metrics.observe('http_request_duration_seconds', labels, (performance.now() - startedAt) / 1_000);
    });
    next();
  };

function kindOf(path: string): string {
  if (path === '/graphql') return 'graphql';
  if (path.startsWith('/api/')) return 'files';
  return /^\/(healthz|readyz|metrics)$/.test(path) ? 'health' : 'web';
}
