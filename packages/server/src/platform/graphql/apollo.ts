import { ApolloServer, type ApolloServerOptionsWithGateway, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { type GraphQLSchema, OperationTypeNode } from 'graphql';
import { AppError, ProblemsError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { limitTime } from '../time-limit.ts';
import { type Admitted, admit, boundedAnswer, type Gate, refusalOf } from './admission.ts';
import { chosenOperation } from './chosen-operation.ts';
import type { Execute } from './compiled-execution.ts';
import type { Context } from './context.ts';
import { budgetHeaders } from './cost-budget.ts';
import { errorFormatter } from './format-error.ts';
import { limitRules, MAX_TOKENS } from './limits.ts';
import { logOperation } from './operation-log.ts';
import { tellOperation } from './operation-span.ts';
import { StraightQueries } from './straight-queries.ts';

export interface GraphqlOptions {
  schema: GraphQLSchema;
  execute: Execute;
  logger: Logger;
  gate: Gate;
  /** How long a query may take, all of its resolvers together. */
  operationTimeoutMs?: number;
}

/** How long a query may take. */
export const QUERY_MS = 30_000;

export interface Answering {
  apollo: ApolloServer<Context>;
  straight: StraightQueries;
}

/** Apollo Server over HTTP: one operation a request, no landing page, no caching hints, limits on every document. */
export function createApollo({
  schema,
  execute,
  logger,
  gate,
  operationTimeoutMs = QUERY_MS,
}: GraphqlOptions): Answering {
  const format = errorFormatter(logger);
  const straight = new StraightQueries({ schema, execute, logger, gate, limitMs: operationTimeoutMs });
  const apollo = new ApolloServer<Context>({
    gateway: executedBy(schema, execute, straight),
    csrfPrevention: true,
    introspection: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    validationRules: limitRules(),
    stringifyResult: boundedAnswer,
    formatError: (_formatted, error) => format(error),
    stopOnTerminationSignals: false,
    logger: quiet,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      admission(gate, operationTimeoutMs, straight),
      jsonStatus,
      slowOperations(logger, straight),
      tracedOperations,
    ],
  });
  return { apollo, straight };
}

/** Apollo's own way to have documents executed by something else than GraphQL's executor. */
function executedBy(
  schema: GraphQLSchema,
  execute: Execute,
  straight: StraightQueries,
): ApolloServerOptionsWithGateway<Context>['gateway'] {
  return {
    onSchemaLoadOrUpdate: (tell) => {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: async () => ({
      executor: async ({ document, operationName, request, context: contextValue }) => {
        const attempt = straight.attemptOf(contextValue);
        if (attempt && 'result' in attempt) return attempt.result;
        return execute({ document, operationName, variableValues: request.variables ?? null, contextValue });
      },
    }),
    stop: async () => undefined,
  };
}

/**
 * Refuses what costs too much before it runs, and lets the rest run when it is its turn; tells with every answer what it came to, and what is left
 * of a token's budget. The time of a query begins with its turn; what changes something ends by its own rules.
 */
function admission(gate: Gate, limitMs: number, straight: StraightQueries): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => {
      let admitted: Admitted | null = null;
      return {
        didResolveOperation: async ({ contextValue, document, request, schema, source }) => {
          const operation = refusing(() => chosenOperation(document, request.operationName));
          straight.remember(source, document);
          const attempt = straight.attemptOf(contextValue);
          if (attempt && 'refusal' in attempt) throw attempt.refusal;
          if (attempt) {
            admitted = attempt.admitted;
            return;
          }
          if (operation.operation === OperationTypeNode.SUBSCRIPTION) throw refusalOf(overSocketOnly());
          const variables = request.variables ?? {};
          admitted = await admit({ schema, document, operation, variables }, contextValue, gate).catch(
            (error: unknown) => {
              throw refusalOf(error);
            },
          );
          if (operation.operation === OperationTypeNode.QUERY) limitTime(limitMs);
        },
        willSendResponse: async ({ response: { body, http } }) => {
          admitted?.endTurn();
          if (!admitted || body.kind !== 'single') return;
          body.singleResult.extensions = { ...body.singleResult.extensions, cost: admitted.cost };
          for (const [name, value] of budgetHeaders(admitted.budget)) http.headers.set(name, value);
        },
      };
    },
  };
}

function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw refusalOf(error);
  }
}

const overSocketOnly = (): AppError =>
  new AppError(
    'invalid_input',
    'A subscription is asked for over a WebSocket at this same address, by the protocol "graphql-transport-ws"; HTTP answers once.',
  );

/**
 * GraphQL over HTTP: who accepts plain JSON alone reads what is wrong with a document or its variables in `errors`, under status 200. Whoever
 * accepts anything, or GraphQL's own type, is told by the status as well.
 */
const jsonStatus: ApolloServerPlugin<Context> = {
  requestDidStart: async ({ request }) => {
    const accept = request.http?.headers.get('accept') ?? '';
    const isPlain = accept.includes('application/json') && !accept.includes('graphql-response+json');
    let isDocumentWrong = false;
    return {
      didEncounterErrors: async ({ errors }) => {
        isDocumentWrong = errors.every(
          ({ extensions, originalError }) =>
            !(originalError instanceof AppError) && documentFaults.has(String(extensions.code)),
        );
      },
      willSendResponse: async ({ response: { body, http } }) => {
        const isRefused = body.kind === 'single' && !('data' in body.singleResult);
        if (isPlain && isDocumentWrong && isRefused) http.status = 200;
      },
    };
  },
};

const documentFaults = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'invalid_input',
]);

const tracedOperations: ApolloServerPlugin<Context> = {
  requestDidStart: async ({ contextValue: { span } }) => ({
    didResolveOperation: async ({ operation }) => {
      if (!span || !operation) return;
      tellOperation(span, operation);
    },
    didEncounterErrors: async ({ errors }) => {
      for (const { originalError } of errors) if (isOurFault(originalError)) span?.failed(originalError);
    },
  }),
};

/** What a caller did wrong, or may not do, is an answer like any other. */
const isOurFault = (cause: unknown): boolean => {
  if (cause instanceof AppError) return cause.code === 'internal' || cause.code === 'unavailable';
  return cause !== undefined && cause !== null && !(cause instanceof ProblemsError);
};

function slowOperations(logger: Logger, straight: StraightQueries): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async ({ contextValue }) => {
      const startedAt = straight.attemptOf(contextValue)?.startedAt ?? performance.now();
      return {
        willSendResponse: async ({ operationName = null, errors = [] }) =>
          logOperation(logger, { operationName, startedAt, errors: errors.length }, contextValue),
      };
    },
  };
}

/** Errors are logged by the formatter, once. */
const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
