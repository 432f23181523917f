import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import { NoSchemaIntrospectionCustomRule, validate } from 'graphql';
import type { Logger } from '../logger.ts';
import type { Context } from './context.ts';
import { errorFormatter } from './format-error.ts';
import { limitRules, MOST_TOKENS } from './limits.ts';

export interface GraphqlOptions {
  schema: GraphQLSchema;
  logger: Logger;
  isProduction: boolean;
}

/** Apollo Server over HTTP: one operation a request, no landing page, no caching hints, limits on every document. */
export function createApollo({ schema, logger, isProduction }: GraphqlOptions): ApolloServer<Context> {
  const format = errorFormatter(logger);
  return new ApolloServer<Context>({
    schema,
    csrfPrevention: true,
    introspection: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    parseOptions: { maxTokens: MOST_TOKENS },
    validationRules: limitRules({ allowIntrospection: true }),
    formatError: (_formatted, error) => format(error),
    stopOnTerminationSignals: false,
    logger: quiet,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      introspectionForMembers(isProduction),
      slowOperations(logger),
    ],
  });
}

/** In production the schema is told to those who are signed in, not to passers-by. */
function introspectionForMembers(isProduction: boolean): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ contextValue, document, schema }) => {
        if (!isProduction || contextValue.actor) return;
        const [refused] = validate(schema, document, [NoSchemaIntrospectionCustomRule]);
        if (refused) throw refused;
      },
    }),
  };
}

const SLOW_MS = 1_000;

function slowOperations(logger: Logger): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => {
      const startedAt = performance.now();
      return {
        willSendResponse: async ({ operationName, contextValue, errors }) => {
          const durationMs = Math.round(performance.now() - startedAt);
          const fields = {
            operation: operationName ?? null,
            durationMs,
            workspaceId: contextValue.actor?.workspaceId ?? null,
            errors: errors?.length ?? 0,
          };
          if (durationMs >= SLOW_MS) logger.warn(fields, 'slow operation');
          else logger.debug(fields, 'operation');
        },
      };
    },
  };
}

/** Errors are logged by the formatter, once. */
const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
