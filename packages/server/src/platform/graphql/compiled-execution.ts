import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLLeafType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  getOperationAST,
  getVariableValues,
  locatedError,
  type OperationDefinitionNode,
  responsePathAsArray,
} from 'graphql';
import { type OperationPlan, type PlannedField, planOf, type Shape } from './operation-plan.ts';

export type Execute = (args: Omit<ExecutionArgs, 'schema'>) => Promise<ExecutionResult> | ExecutionResult;

type Path = GraphQLResolveInfo['path'];
type Row = Record<string, unknown>;

/** As GraphQL's own executor tells of them. */
const MAX_VARIABLE_ERRORS = 50;

/**
 * GraphQL's `execute` for documents that are asked again and again: what a document asks of which type is worked out once, and a value that is
 * read out of its row costs neither a function, nor a promise, nor a path. Answers and errors are those of GraphQL's own executor, which also runs
 * what cannot be planned: changes, directives, introspection, interfaces.
 */
export function compiledExecution(schema: GraphQLSchema): Execute {
  const plans = new WeakMap<OperationDefinitionNode, OperationPlan | null>();
  const known = (document: DocumentNode, operation: OperationDefinitionNode): OperationPlan | null => {
    const plan = plans.get(operation);
    if (plan !== undefined) return plan;
    const made = planOf(schema, document, operation);
    plans.set(operation, made);
    return made;
  };
  return (args) => {
    const operation = getOperationAST(args.document, args.operationName);
    const plan = operation && known(args.document, operation);
    if (!operation || !plan) return execute({ ...args, schema });
    const options = { maxErrors: MAX_VARIABLE_ERRORS };
    const variables = getVariableValues(
      schema,
      operation.variableDefinitions ?? [],
      args.variableValues ?? {},
      options,
    );
    if (variables.errors) return { errors: variables.errors };
    return new Execution(schema, plan, operation, args, variables.coerced).run();
  };
}

/** One answer that is being made. */
class Execution {
  private readonly errors: GraphQLError[] = [];
  /** Where values were replaced by null; undefined for the whole answer. */
  private readonly nulled = new Set<Path | undefined>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly plan: OperationPlan,
    private readonly operation: OperationDefinitionNode,
    private readonly args: Pick<ExecutionArgs, 'contextValue' | 'rootValue'>,
    private readonly variableValues: Row,
  ) {}

  run(): Promise<ExecutionResult> | ExecutionResult {
    try {
      const data = this.record(this.plan.root, this.args.rootValue, undefined);
      return isPromise(data)
        ? data.then(
            (done) => this.answer(done),
            (error) => this.nothing(error),
          )
        : this.answer(data);
    } catch (error) {
      return this.nothing(error);
    }
  }

  private answer(data: Row | null): ExecutionResult {
    return this.errors.length === 0 ? { data } : { errors: this.errors, data };
  }

  private nothing(error: unknown): ExecutionResult {
    this.note(locatedError(error, undefined), undefined);
    return this.answer(null);
  }

  private record(fields: readonly PlannedField[], source: unknown, path: Path | undefined): Row | Promise<Row> {
    const values: Row = {};
    let isLater = false;
    const row = isRow(source) ? source : null;
    try {
      for (const planned of fields) {
        const answered = planned.typeName ?? this.value(planned, source, row, path);
        values[planned.key] = answered;
        isLater ||= isPromise(answered);
      }
    } catch (error) {
      if (!isLater) throw error;
      // Those that are on their way may fail, too; nobody else would hear of it.
      return allOf(values).finally(() => {
        throw error;
      });
    }
    return isLater ? allOf(values) : values;
  }

  private value(planned: PlannedField, source: unknown, row: Row | null, path: Path | undefined): unknown {
    if (planned.plain === null) return this.field(planned, source, path);
    const value = row?.[planned.field.name];
    if (typeof value === 'string' && planned.isText) return value;
    if (isLive(value)) return this.field(planned, source, path);
    try {
      return this.completed(planned, planned.shape, value, path);
    } catch (error) {
      return this.failed(planned, planned.shape, error, placeOf(planned, path));
    }
  }

  private field(planned: PlannedField, source: unknown, path: Path | undefined): unknown {
    const place = placeOf(planned, path);
    const fail = (error: unknown) => this.failed(planned, planned.shape, error, place);
    try {
      const value = this.resolved(planned, source, place);
      const completed = isPromise(value)
        ? value.then((come) => this.completed(planned, planned.shape, come, place))
        : this.completed(planned, planned.shape, value, place);
      return isPromise(completed) ? completed.then(undefined, fail) : completed;
    } catch (error) {
      return fail(error);
    }
  }

  private resolved({ field, nodes, parentType, resolve }: PlannedField, source: unknown, path: Path): unknown {
    const [node] = nodes;
    const args = field.args.length > 0 && node ? getArgumentValues(field, node, this.variableValues) : {};
    const info: GraphQLResolveInfo = {
      fieldName: field.name,
      fieldNodes: nodes,
      returnType: field.type,
      parentType,
      path,
      schema: this.schema,
      fragments: this.plan.fragments,
      rootValue: this.args.rootValue,
      operation: this.operation,
      variableValues: this.variableValues,
    };
    if (resolve) return resolve(source, args, this.args.contextValue, info);
    const value = isRow(source) ? source[field.name] : undefined;
    return typeof value === 'function' ? value.call(source, args, this.args.contextValue, info) : value;
  }

  private completed(planned: PlannedField, shape: Shape, value: unknown, path: Path | undefined): unknown {
    if (value instanceof Error) throw value;
    if (value === null || value === undefined) {
      if (!shape.isNonNull) return null;
      throw new Error(`Cannot return null for non-nullable field ${nameOf(planned)}.`);
    }
    if (shape.leaf) return serialized(shape.leaf, value);
    if (shape.items) return this.list(planned, shape.items, value, path);
    return this.record(planned.selection(), value, path);
  }

  private list(planned: PlannedField, shape: Shape, value: unknown, path: Path | undefined): unknown {
    if (!isIterable(value))
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${nameOf(planned)}".`);
    let isLater = false;
    const items = Array.from(value, (item, key) => {
      const place = { prev: path, key, typename: undefined };
      const fail = (error: unknown) => this.failed(planned, shape, error, place);
      try {
        const completed = isPromise(item)
          ? item.then((come) => this.completed(planned, shape, come, place))
          : this.completed(planned, shape, item, place);
        if (!isPromise(completed)) return completed;
        isLater = true;
        return completed.then(undefined, fail);
      } catch (error) {
        return fail(error);
      }
    });
    return isLater ? Promise.all(items) : items;
  }

  /** Null in its place where that is allowed; else the record around it is what fails. */
  private failed(planned: PlannedField, { isNonNull }: Shape, cause: unknown, path: Path): null {
    const error = locatedError(cause, planned.nodes, responsePathAsArray(path));
    if (isNonNull) throw error;
    this.note(error, path);
    return null;
  }

  /** Nothing is told of what is not in the answer any more. */
  private note(error: GraphQLError, path: Path | undefined): void {
    for (let place = path; place !== undefined; place = place.prev) if (this.nulled.has(place)) return;
    if (this.nulled.has(undefined)) return;
    this.nulled.add(path);
    this.errors.push(error);
  }
}

function serialized(type: GraphQLLeafType, value: unknown): unknown {
  const answered = type.serialize(value);
  if (answered !== null && answered !== undefined) return answered;
  throw new Error(
    `Expected \`${String(type)}.serialize(${String(value)})\` to return non-nullable value, returned: ${String(answered)}`,
  );
}

/** What a value is read out of by its name. */
const isRow = (source: unknown): source is Row =>
  (typeof source === 'object' && source !== null) || typeof source === 'function';

const nameOf = ({ parentType, field }: PlannedField): string => `${parentType.name}.${field.name}`;

const placeOf = ({ key, parentType }: PlannedField, prev: Path | undefined): Path => ({
  prev,
  key,
  typename: parentType.name,
});

/** What has still to be called or waited for. */
const isLive = (value: unknown): boolean => typeof value === 'function' || isPromise(value);

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

async function allOf(values: Row): Promise<Row> {
  const come = await Promise.all(Object.values(values));
  for (const [at, key] of Object.keys(values).entries()) values[key] = come[at];
  return values;
}
