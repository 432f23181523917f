import {
  type DocumentNode,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  getVariableValues,
  isListType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';
import { AppError } from '../errors.ts';
import { MAX_PAGE_SIZE, USUAL_PAGE } from './pagination.ts';
import { statisticsCost } from './statistics-cost.ts';
import { WorkCosts } from './work-cost.ts';

/** What one operation may cost: about as many values as its answer can hold. */
export const MAX_COST = 25_000;

/** The whole schema by introspection, whose depth GraphQL itself bounds. */
const INTROSPECTION = 1_000;

/** How many entries a list without `first` is taken to have. */
const USUAL_LIST = 10;
const listSizes: Readonly<Record<string, number>> = {
  'Document.lines': 50,
  'Product.bundleLines': 20,
  // Cycles of payment, of which few are ever in one quote.
  'Document.recurring': 4,
  'Opportunity.recurring': 4,
  'SyncIssue.waiting': 2,
};

export interface Costing {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
}

/**
 * What an operation may come to before it runs: 1 a field, times the size of each list that it stands in, and what some make the database do beside
 * that. Sizes are those asked for with `first`, whether literally, by variable or by default. Throws GraphQL's own error when a variable does not fit.
 */
export function costOf({ schema, document, operation, variables }: Costing): number {
  const fitting = fittingValues(schema, operation, variables);
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return getComplexity({
    schema,
    query: { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] },
    variables,
    estimators: [estimateWith(new WorkCosts(fragments, fitting))],
  });
}

/**
 * The variables with their defaults. Throws the first of what does not fit: the estimate below would work out each of 40,000 of them, with what might
 * have been meant.
 */
function fittingValues(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): Record<string, unknown> {
  const { errors, coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
    maxErrors: 1,
  });
  if (errors?.[0]) throw errors[0];
  return coerced ?? {};
}

/** Throws AppError "invalid_input" with the limit, what it came to and how to ask for less. */
export function refuseDear(cost: number): void {
  if (cost <= MAX_COST) return;
  throw new AppError(
    'invalid_input',
    `This operation came to a cost of ${amount(cost)}; at most ${amount(MAX_COST)} may be asked for at once. Ask for less: a smaller "first", fewer lists inside lists, fewer fields.`,
    { reason: 'too_costly', cost, limit: MAX_COST },
  );
}

export const amount = (value: number): string => value.toLocaleString('en-US');

const estimateWith =
  (works: WorkCosts): ComplexityEstimator =>
  ({ type, field, node, args, childComplexity }) => {
    if (field.name === '__typename') return 0;
    if (field.name.startsWith('__')) return INTROSPECTION;
    const name = `${type.name}.${field.name}`;
    const work = works.of({ name, node, args });
    return statisticsCost(name, args, childComplexity) ?? 1 + work + sizeOf(name, field, args) * childComplexity;
  };

function sizeOf(name: string, field: GraphQLField<unknown, unknown>, args: Record<string, unknown>): number {
  if (field.args.some((arg) => arg.name === 'first')) return pageSize(args.first);
  // The size of a page stands at the field that answers it.
  if (!isList(field.type) || /Page\.(items|nodes|edges)$/.test(name)) return 1;
  return listSizes[name] ?? USUAL_LIST;
}

/** A size that no page can have is refused by the list itself, in its own words. */
const pageSize = (first: unknown): number =>
  typeof first === 'number' ? Math.min(Math.max(first, 1), MAX_PAGE_SIZE) : USUAL_PAGE;

const isList = (type: GraphQLOutputType): boolean => isListType(getNullableType(type));
