import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { noteRefusal } from '../access-refused.ts';
import { AppError, ProblemsError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { currentTraceId } from '../tracing/tracing.ts';

/** Turns whatever went wrong into what a client may know; unexpected errors are logged once, here, and only their ID goes out. */
export function errorFormatter(logger: Logger): (error: unknown) => GraphQLFormattedError {
  const format = formatter(logger);
  return (error) => {
    const told = format(error);
    const traceId = currentTraceId();
    return traceId === null ? told : { ...told, extensions: { ...told.extensions, traceId } };
  };
}

function formatter(logger: Logger): (error: unknown) => GraphQLFormattedError {
  return (error) => {
    const place = placeOf(error);
    const cause = causeOf(error);
    if (isUnfitValue(cause)) {
      logger.warn({ code: cause.code, path: place.path?.join('.') }, 'PostgreSQL refused a value that was sent');
      return { message: UNFIT, ...place, extensions: { code: 'invalid_input' } };
    }
    if (cause instanceof AppError) {
      if (cause.code === 'internal') return unexpected(logger, cause, place);
      noteRefusal(logger, cause, place.path?.join('.'));
      return { message: cause.message, ...place, extensions: { ...cause.details, code: cause.code } };
    }
    if (cause instanceof ProblemsError)
      return { message: cause.message, ...place, extensions: { code: 'invalid_input', problems: cause.problems } };
    if (isClientFault(error, cause))
      return {
        message: withoutValues(withoutSuggestion(messageOf(error))),
        ...place,
        extensions: { code: 'invalid_input' },
      };
    return unexpected(logger, cause, place);
  };
}

const UNFIT =
  'A value that was sent is not one that can be stored or looked for: an ID, a number, a date or a text. Check it.';

/** PostgreSQL's errors of class 22 that a value causes: NUL and half characters, what is no UUID, numbers and dates out of range. */
const unfit = ['22021', '22P02', '22P05', '22003', '22007', '22008'];

const isUnfitValue = (error: unknown): error is { code: string } =>
  typeof error === 'object' && error !== null && 'code' in error && unfit.includes(String(error.code));

function unexpected(logger: Logger, error: unknown, place: Place): GraphQLFormattedError {
  const errorId = randomUUID();
  logger.error({ err: error, errorId, path: place.path?.join('.') }, 'a request failed unexpectedly');
  return {
    message: `Something went wrong on our side. If it stays so, tell your administrator this number: ${errorId}${ofTrace()}.`,
    ...place,
    extensions: { code: 'internal', errorId },
  };
}

const ofTrace = (): string => {
  const traceId = currentTraceId();
  return traceId === null ? '' : ` (trace ${traceId})`;
};

type Place = Pick<GraphQLFormattedError, 'path' | 'locations'>;

function placeOf(error: unknown): Place {
  if (!(error instanceof GraphQLError)) return {};
  return { ...(error.path ? { path: error.path } : {}), ...(error.locations ? { locations: error.locations } : {}) };
}

/** The error that a resolver threw, under all the wrappings of GraphQL. */
function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

/** GraphQL itself refused the document or its variables, before any resolver ran: such errors have no path. */
const isClientFault = (error: unknown, cause: unknown): boolean =>
  error instanceof GraphQLError &&
  cause instanceof GraphQLError &&
  error.path === undefined &&
  error.extensions.code !== 'INTERNAL_SERVER_ERROR';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** "Did you mean …" would list the schema to somebody who may not read it. */
const withoutSuggestion = (message: string): string => message.replace(/ Did you mean .*\?$/s, '');

/** GraphQL prints the whole input of a variable, keys and passwords too, where one field of it does not fit; the field is named behind it. */
const withoutValues = (message: string): string =>
  message.replace(/ got invalid value [{[].*[}\]]( at "[^"]*")?; /s, ' got an invalid value$1; ');
