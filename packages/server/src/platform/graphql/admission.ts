import {
  BREAK,
  type FieldNode,
  GraphQLError,
  getArgumentValues,
  Kind,
  OperationTypeNode,
  TypeMetaFieldDef,
  visit,
} from 'graphql';
import { AppError } from '../errors.ts';
import type { Context } from './context.ts';
import { type Costing, costOf, MAX_COST, refuseDear } from './cost.ts';
import { type Budget, budgetHeaders, budgetOf, type CostBudget } from './cost-budget.ts';
import { refuseHostileLiterals, refuseHostileVariables, refuseLongLists } from './hostile-text.ts';
import { CHEAP_COST, type EndTurn, type Turns } from './turns.ts';

/** Characters of one answer. */
export const MAX_ANSWER = 16 * 1024 * 1024;

/** What an operation that may run came to, as every answer tells in `extensions.cost`. */
export interface Admitted {
  cost: { asked: number; limit: number };
  budget: Budget | null;
  /** To be called when the operation is over, whatever came of it. */
  endTurn: EndTurn;
}

export interface Gate {
  budget: CostBudget;
  turns: Turns;
}

/** Who asks, and whether they are still there to be answered. */
type Asker = Pick<Context, 'actor' | 'remoteAddress' | 'isGone'>;

/**
 * Lets a valid operation in when its values can be read, its cost is permitted and paid for, and it is its turn; the same over HTTP and socket.
 * Throws AppError, or GraphQL's own error.
 */
export async function admit(costing: Costing, asker: Asker, { budget, turns }: Gate): Promise<Admitted> {
  const { actor } = asker;
  if (!actor && asksForSchema(costing))
    throw new AppError('unauthenticated', 'Sign in first, or send a token: the schema is told to members alone.');
  if (!clean.has(costing.document)) {
    refuseHostileLiterals(costing.document);
    clean.add(costing.document);
  }
  refuseHostileVariables(costing.variables);
  if (costing.operation.operation !== OperationTypeNode.MUTATION) refuseLongLists(costing.variables);
  const asked = knownCosts.get(costing.operation) ?? rememberedCost(costing);
  refuseDear(asked);
  const left = await budget.spend(actor, asked);
  const cost = { asked, limit: MAX_COST };
  // A stream lives long, and its events are answered for all who ask the same at once.
  if (asked <= CHEAP_COST || costing.operation.operation === OperationTypeNode.SUBSCRIPTION)
    return { cost, budget: left, endTurn: () => undefined };
  const caller = actor?.tokenId ?? actor?.userId ?? asker.remoteAddress;
  const endTurn = await turns.take(caller, asker.isGone).catch((refusal: unknown) => {
    throw withBudget(refusal, budget.giveBack(actor, asked));
  });
  return { cost, budget: left, endTurn };
}

/** A refusal that also tells what is left of the token's minute, as each answer to it does. */
const withBudget = (refusal: unknown, budget: Budget | null): unknown =>
  refusal instanceof AppError && budget
    ? new AppError(refusal.code, refusal.message, { ...refusal.details, budget }, { cause: refusal })
    : refusal;

/** Documents that are asked again and again are parsed once, and looked through once. */
const clean = new WeakSet<object>();
const knownCosts = new WeakMap<object, number>();

/** An operation without variables comes to the same cost each time. */
function rememberedCost(costing: Costing): number {
  const cost = costOf(costing);
  if (!costing.operation.variableDefinitions?.length) knownCosts.set(costing.operation, cost);
  return cost;
}

/** Whether anything of the schema would be told: all of it, or a type that there is. One that there is not has no secrets. */
function asksForSchema({ schema, document, variables }: Costing): boolean {
  let asks = false;
  visit(document, {
    [Kind.FIELD]: (node) => {
      const { value } = node.name;
      if (value !== '__schema' && value !== '__type') return undefined;
      const { name } = value === '__type' ? typeNamed(node, variables) : { name: null };
      if (typeof name === 'string' && !schema.getType(name)) return undefined;
      asks = true;
      return BREAK;
    },
  });
  return asks;
}

/** The type that is asked for; without a name where the values do not fit, which GraphQL itself then says. */
function typeNamed(node: FieldNode, variables: Record<string, unknown>): Record<string, unknown> {
  try {
    return getArgumentValues(TypeMetaFieldDef, node, variables);
  } catch {
    return {};
  }
}

/** The answer as it is sent, or a refusal in its place when it is too large. */
export function boundedAnswer(answer: object): string {
  const text = JSON.stringify(answer);
  return text.length <= MAX_ANSWER ? text : JSON.stringify({ errors: [tooLarge(text.length)] });
}

export const tooLarge = (length: number): GraphQLError =>
  new GraphQLError(
    `The answer came to ${Math.ceil(length / 2 ** 20)} MB; at most ${MAX_ANSWER / 2 ** 20} MB are sent at once. Ask for less: a smaller "first", or fewer fields with long texts.`,
    { extensions: { code: 'invalid_input', reason: 'too_large' } },
  );

const statuses: Partial<Record<AppError['code'], number>> = {
  rate_limited: 429,
  unauthenticated: 401,
  forbidden: 403,
  unavailable: 503,
};

/** A refusal before anything ran, with its status over HTTP. */
export function refusalOf(error: unknown): GraphQLError {
  const status = error instanceof AppError ? (statuses[error.code] ?? 400) : 400;
  const http = { status, headers: new Map([...retryAfter(error), ...budgetHeaders(budgetOf(error))]) };
  if (error instanceof GraphQLError)
    return new GraphQLError(error.message, {
      nodes: error.nodes ?? null,
      extensions: { code: 'BAD_USER_INPUT', ...error.extensions, http },
    });
  const originalError = error instanceof Error ? error : new Error(String(error));
  // What is not the asker's fault keeps its own status.
  return new GraphQLError(originalError.message, {
    originalError,
    extensions: error instanceof AppError ? { http } : {},
  });
}

function retryAfter(error: unknown): Array<[string, string]> {
  const seconds = error instanceof AppError ? error.details.retryAfterSeconds : undefined;
  return typeof seconds === 'number' ? [['retry-after', String(seconds)]] : [];
}
