import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type FragmentDefinitionNode,
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  parse,
  typeFromAST,
  visit,
} from 'graphql';
import { costOf, MAX_COST } from './cost.ts';

const packages = new URL('../../../../', import.meta.url);
const schema = buildSchema(readFileSync(new URL('shared/schema.graphql', packages), 'utf8'));

/** Every operation and fragment of the web app, as its generated list has them. */
const definitions = [
  ...readFileSync(new URL('web/src/graphql/gql.ts', packages), 'utf8').matchAll(/^ {4}(".*"): typeof /gm),
]
  .map(([, text]) => JSON.parse(text ?? '""') as string)
  .flatMap((text) => parse(text).definitions);
const fragments = new Map(
  definitions
    .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
    .map((one) => [one.name.value, one]),
);
const operations = definitions.filter((one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION);

function fragmentsOf(
  node: OperationDefinitionNode | FragmentDefinitionNode,
  found = new Set<FragmentDefinitionNode>(),
) {
  visit(node, {
    FragmentSpread: ({ name }) => {
      const fragment = fragments.get(name.value);
      if (!fragment || found.has(fragment)) return;
      found.add(fragment);
      fragmentsOf(fragment, found);
    },
  });
  return found;
}

/** A value of the type; of lists a page of a hundred is asked for. */
function sample(type: GraphQLInputType): unknown {
  const bare = getNullableType(type);
  if (isListType(bare)) return [];
  if (isEnumType(bare)) return bare.getValues()[0]?.name;
  if (isInputObjectType(bare))
    return Object.fromEntries(
      Object.values(bare.getFields())
        .filter((field) => isNonNullType(field.type))
        .map((field) => [field.name, sample(field.type)]),
    );
  return (
    { Int: 100, Float: 1, Boolean: true, Date: '2027-01-01', DateTime: '2027-01-01T00:00:00Z', Decimal: '1' }[
      String(bare)
    ] ?? 'x'
  );
}

describe('what the pages of the web app ask for', () => {
  it.each(operations.map((operation) => [operation.name?.value ?? '', operation] as const))(
    'stays well below the limit of cost: %s',
    (_name, operation) => {
      const variables = Object.fromEntries(
        (operation.variableDefinitions ?? []).map(({ variable, type }) => [
          variable.name.value,
          sample(typeFromAST(schema, type as never) as GraphQLInputType),
        ]),
      );
      const document = { kind: Kind.DOCUMENT, definitions: [operation, ...fragmentsOf(operation)] } as const;
      expect(costOf({ schema, document, operation, variables })).toBeLessThan(0.85 * MAX_COST);
    },
  );

  it('is all there', () => expect(operations.length).toBeGreaterThan(150));
});
