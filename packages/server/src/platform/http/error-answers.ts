import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { z } from 'zod';
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
  const message = `There is nothing at ${request.path}.`;
  response.status(404).json(refusalBody(request, { code: 'not_found', message }));
};

export interface Refusal {
  code: ErrorCode;
  message: string;
  /** What else programs are told. */
  more?: Record<string, unknown>;
}

/** What is refused before a route has answered has one form: a code for programs and a sentence for people. */
export const refusalBody = ({ originalUrl }: Pick<Request, 'originalUrl'>, refusal: Refusal) =>
  /^\/graphql(?:[/?]|$)/i.test(originalUrl) ? graphqlRefusal(refusal) : plainRefusal(refusal);

const plainRefusal = ({ code, message, more }: Refusal) => ({ code, message, ...more });

/** Who asks GraphQL looks in `errors` alone, and finds both there as well. */
export const graphqlRefusal = (refusal: Refusal) => ({
  ...plainRefusal(refusal),
  errors: [{ message: refusal.message, extensions: { ...refusal.more, code: refusal.code } }],
});

/** The last stop of a failed request: JSON with a code and a sentence, for a browser a page with the sentence, never a stack. */
export const answerErrors = (logger: Logger): ErrorRequestHandler => {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const refuse = (status: number, refusal: Refusal) =>
      void response.status(status).json(refusalBody(request, refusal));
    // The route as it is written: a path may hold the token of a link.
    if (error instanceof AppError) noteRefusal(logger, error, request.route?.path);
    if (error instanceof AppError && error.code !== 'internal' && wantsPage(request))
      return void response.status(statusOf[error.code]).type('html').send(errorPage(error.message));
    if (error instanceof AppError && error.code !== 'internal') return refuse(statusOf[error.code], error);
    if (error instanceof ProblemsError)
      return refuse(400, { code: 'invalid_input', message: error.message, more: { problems: error.problems } });
    const unread = unreadable(error);
    if (unread) return refuse(unread.status, { code: 'invalid_input', message: unread.message });
    const errorId = randomUUID();
    logger.error({ err: error, errorId, path: request.path }, 'a request failed unexpectedly');
    const more = { errorId, traceId: currentTraceId() ?? undefined };
    refuse(500, {
      code: 'internal',
      message: `Something went wrong on our side. If it stays so, tell your administrator this number: ${errorId}.`,
      more,
    });
  };
};

/** Express and its parsers mark requests that the client got wrong with a status below 500. */
const marked = z.object({
  status: z.number().min(400).max(499),
  /** Bytes, where the body was longer than that. */
  limit: z.number().optional().catch(undefined),
});

/** What is wrong with a request that no route has seen, and what to do about it; null where it is not its fault. */
function unreadable(error: unknown): { status: number; message: string } | null {
  const fault = marked.safeParse(error).data;
  if (!fault) return null;
  const { status, limit } = fault;
  if (status === 413) {
    const most = limit === undefined ? '' : `: at most ${Math.floor(limit / 1024)} KB are read`;
    return {
      status,
      message: `The request is too large${most}. Ask for less at once, or send it in several requests.`,
    };
  }
  if (error instanceof URIError)
    return {
      status,
      message: 'The address cannot be read: write what is no letter or digit in it as "%" and two digits of UTF-8.',
    };
  if (status === 415)
    return {
      status,
      message:
        'The body of the request cannot be read: send JSON in UTF-8, and pack it with gzip, deflate or br or not at all.',
    };
  return { status, message: 'The body of the request cannot be read: send JSON, in UTF-8.' };
}
