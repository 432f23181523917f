import { SpanKind } from '@opentelemetry/api';
import type { RequestHandler } from 'express';
import { openTrace } from '../tracing/tracing.ts';

/** Each request has a trace: the caller's, when it names one, else its own. What is told of it is the pattern of its path, since paths hold tokens. */
export const traceRequests: RequestHandler = (request, response, next) => {
  const place = request.baseUrl;
  const facts = { 'http.request.method': request.method, 'http.route': place };
  const name = `${request.method} ${place}`;
  const start = { name, parent: request.headers.traceparent, isNew: true, kind: SpanKind.SERVER, facts };
  openTrace(start, (span, end) => {
    response.locals.span = span;
    response.once('close', () => {
      const { route } = request;
      if (typeof route?.path === 'string') span.rename(`${request.method} ${route.path}`);
      span.tell({
        'http.response.status_code': response.statusCode,
        ...(typeof route?.path === 'string' ? { 'http.route': route.path } : {}),
      });
      if (response.statusCode >= 500) span.failed({ code: String(response.statusCode) });
      end();
    });
    next();
  });
};
