import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  OperationTypeNode,
} from 'graphql';
import type { Logger } from '../logger.ts';
import { limitTime } from '../time-limit.ts';
import { type Admitted, admit, boundedAnswer, type Gate, refusalOf } from './admission.ts';
import type { Execute } from './compiled-execution.ts';
import type { Context } from './context.ts';
import type { Budget } from './cost-budget.ts';
import { logOperation } from './operation-log.ts';
import { tellOperation } from './operation-span.ts';

export interface StraightOptions {
  schema: GraphQLSchema;
  execute: Execute;
  logger: Logger;
  gate: Gate;
  /** How long a query may take, all of its resolvers together. */
  limitMs: number;
}

/** What the body of a request holds when it asks in the usual way. */
export interface Asked {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | null;
}

/** What came of a query that was asked straight: how it was refused, or what it answered with errors in it. */
export type Attempt = { startedAt: number } & (
  | { refusal: GraphQLError }
  | { admitted: Admitted; result: ExecutionResult }
);

/** Documents are kept with what they ask of which type; the web app has some two hundred. */
const MAX_KNOWN = 300;
const MAX_LENGTH = 10_000;

/**
 * Queries that Apollo has parsed and found valid, asked again without it: what it does around each of them costs as much as reading a page of the
 * log. Only what goes well is answered from here. Refusals and errors are handed to Apollo, which tells them in its own way and asks nothing again.
 */
export class StraightQueries {
  private readonly known = new Map<string, DocumentNode>();
  /** By the loaders of their operation: Apollo copies the context. */
  private readonly attempts = new WeakMap<object, Attempt>();

  constructor(private readonly options: StraightOptions) {}

  /** A document that is valid. */
  remember(source: string, document: DocumentNode): void {
    if (source.length > MAX_LENGTH || this.known.has(source)) return;
    const [oldest] = this.known.keys();
    if (this.known.size >= MAX_KNOWN && oldest !== undefined) this.known.delete(oldest);
    this.known.set(source, document);
  }

  /** What came of it already, when Apollo is asked about it after all. */
  attemptOf({ loaders }: { loaders?: object }): Attempt | null {
    return (loaders && this.attempts.get(loaders)) ?? null;
  }

  /** The answer as it is sent and what is left of a token's budget; null when Apollo shall be asked. */
  async answer(
    { query, variables, operationName }: Asked,
    context: Context,
  ): Promise<{ text: string; budget: Budget | null } | null> {
    const document = this.known.get(query);
    if (!document) return null;
    const operation = getOperationAST(document, operationName);
    if (operation?.operation !== OperationTypeNode.QUERY) return null;
    const { schema, execute, logger, gate, limitMs } = this.options;
    const startedAt = performance.now();
    let admitted: Admitted;
    try {
      admitted = await admit({ schema, document, operation, variables }, context, gate);
    } catch (error) {
      this.attempts.set(context.loaders, { startedAt, refusal: refusalOf(error) });
      return null;
    }
    limitTime(limitMs);
    try {
      const result = await execute({ document, operationName, variableValues: variables, contextValue: context });
      if (result.errors) {
        this.attempts.set(context.loaders, { startedAt, admitted: { ...admitted, endTurn: () => undefined }, result });
        return null;
      }
      if (context.span) tellOperation(context.span, operation);
      logOperation(logger, { operationName: operation.name?.value ?? null, startedAt, errors: 0 }, context);
      return {
        text: boundedAnswer({ data: result.data, extensions: { cost: admitted.cost } }),
        budget: admitted.budget,
      };
    } finally {
      admitted.endTurn();
    }
  }
}
