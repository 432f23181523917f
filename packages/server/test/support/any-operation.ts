import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

type Operation = 'query' | 'mutation' | 'subscription';

/** A document that asks one root field for everything within reach, with IDs put where it takes some. */
export const anyOperation = (kind: Operation, field: GraphQLField<unknown, unknown>, id: string): string =>
  documentOf(kind, field, written(field.args, id), 3);

/** A query of a root field for next to nothing, with these arguments as they stand in a document. */
export const smallQuery = (field: GraphQLField<unknown, unknown>, args: readonly string[]): string =>
  documentOf('query', field, args, 1);

/** Arguments as they stand in a document. */
export const written = (args: readonly GraphQLArgument[], id: string): string[] =>
  args.map(({ name, type }) => `${name}: ${literal(type, id)}`);

function documentOf(
  kind: Operation,
  { name, type }: GraphQLField<unknown, unknown>,
  args: readonly string[],
  depth: number,
): string {
  return `${kind} { ${name}${args.length > 0 ? `(${args.join(', ')})` : ''} ${selection(type, depth)} }`;
}

function literal(type: GraphQLInputType, id: string): string {
  if (isNonNullType(type)) return literal(type.ofType, id);
  if (isListType(type)) return `[${literal(type.ofType, id)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (field) => isNonNullType(field.type) || getNamedType(field.type).name === 'ID',
    );
    return `{ ${fields.map((field) => `${field.name}: ${literal(field.type, id)}`).join(', ')} }`;
  }
  switch (getNamedType(type).name) {
    case 'ID':
      return `"${id}"`;
    case 'Int':
    case 'Float':
      return '10';
    case 'Boolean':
      return 'true';
    case 'Decimal':
      return '"1"';
    case 'Date':
      return '"2026-01-01"';
    case 'DateTime':
      return '"2026-01-01T00:00:00Z"';
    default:
      return '"x"';
  }
}

function selection(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  // What each kind of record would answer is asked at the field of its own.
  if (isAbstractType(named)) return '{ __typename }';
  if (!isObjectType(named)) return '';
  const fields = Object.values(named.getFields())
    // Of a page's rows, which it has three times, once is enough to ask for.
    .filter(({ name }) => !('items' in named.getFields() && (name === 'nodes' || name === 'edges')))
    .filter((field) => field.args.length === 0 && (isLeafType(getNamedType(field.type)) || depth > 1))
    .map((field) => `${field.name} ${selection(field.type, depth - 1)}`);
  return `{ __typename ${fields.join(' ')} }`;
}
