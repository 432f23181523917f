import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { noteRefusal } from '../access-refused.ts';
import { AppError, type ErrorCode, ProblemsError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { currentTraceId } from '../tracing/tracing.ts';
import { errorPage } from './error-page.ts';
import { wantsPage } from './wants-page.ts';

const statusOf: Record<ErrorCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  second_factor_required: 403,
  not_found: 404,
  invalid_input: 400,
  conflict: 409,
  not_connected: 409,
  unavailable: 503,
  rate_limited: 429,
  lease_lost: 503,
  internal: 500,
};

export const answerUnknownPaths: RequestHandler = (request, response) => {
  response.status(404).json({ code: 'not_found', message: `There is nothing at ${request.path}.` });
};

/** The last stop of a failed request: JSON with a code and a sentence, for a browser a page with the sentence, never a stack. */
export const answerErrors = (logger: Logger): ErrorRequestHandler => {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    // The route as it is written: a path may hold the token of a link.
    if (error instanceof AppError) noteRefusal(logger, error, request.route?.path);
    if (error instanceof AppError && error.code !== 'internal' && wantsPage(request))
      return void response.status(statusOf[error.code]).type('html').send(errorPage(error.message));
    if (error instanceof AppError && error.code !== 'internal') {
      const { code, message } = error;
      return void response.status(statusOf[code]).json({ code, message, ...inGraphql(request, code, message) });
    }
    if (error instanceof ProblemsError)
      return void response
        .status(400)
        .json({ code: 'invalid_input', message: error.message, problems: error.problems });
    const status = clientStatus(error);
    if (status) {
      const message = clientMessage(status);
      return void response
        .status(status)
        .json({ code: 'invalid_input', message, ...inGraphql(request, 'invalid_input', message) });
    }
    const errorId = randomUUID();
    logger.error({ err: error, errorId, path: request.path }, 'a request failed unexpectedly');
    const traceId = currentTraceId() ?? undefined;
    response.status(500).json({ code: 'internal', errorId, traceId, message: 'Something went wrong on our side.' });
  };
};

/** Who asks GraphQL looks for what is wrong in `errors` alone. */
const inGraphql = ({ path }: { path: string }, code: string, message: string) =>
  path === '/graphql' ? { errors: [{ message, extensions: { code } }] } : {};

/** Express and its parsers mark requests that the client got wrong with a status below 500. */
function clientStatus(error: unknown): number | null {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

const clientMessage = (status: number): string =>
  status === 413 ? 'The request is too large.' : 'The body of the request cannot be read: send JSON, in UTF-8.';
