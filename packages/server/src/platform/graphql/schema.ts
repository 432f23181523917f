import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchema, type PubSub } from 'type-graphql';
import { readArguments } from './arguments.ts';
import { withConnections } from './connections.ts';
import { type AccessRules, guardSchema } from './guard.ts';
import { type Nodes, withNodes } from './nodes.ts';
import { DateTimeScalar } from './scalars.ts';
import { bindStreams, streamOfResolver } from './subscription.ts';

/** The schema of these resolver objects (one of each class), with the access rules in front. */
export async function createSchema(
  resolvers: readonly object[],
  rules: AccessRules,
  nodes?: Nodes,
): Promise<GraphQLSchema> {
  const byClass = new Map(resolvers.map((resolver) => [resolver.constructor, resolver] as const));
  const [first, ...others] = byClass.keys();
  if (!first) throw new Error('A schema needs resolvers.');
  handOnRows();
  const built = await buildSchema({
    resolvers: [first, ...others],
    container: { get: (someClass) => byClass.get(someClass) },
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    // Input is checked by the forms that web and server share.
    validate: false,
    // Apollo asserts that the schema is valid before it serves; here it would be introspected as well, half of the work of making it.
    skipCheck: true,
    pubSub: noTopics,
  });
  const listed = withConnections(built);
  const schema = nodes ? withNodes(listed, nodes) : listed;
  bindStreams(schema, resolvers);
  return guardSchema(readArguments(schema), rules);
}

/**
 * Rows are handed on as they are. A field without a resolver of its own is a value of its row: GraphQL reads it without a function of type-graphql
 * in between, which each cell of a page would call. A resolver gets the row itself, where type-graphql would copy it into its class for each call.
 */
function handOnRows(): void {
  const { fields, params } = globalThis.TypeGraphQLMetadataStorage;
  for (const field of fields) field.simple ??= field.schemaName === field.name;
  for (const param of params) if (param.kind === 'root') param.getType = undefined;
}

/** type-graphql asks for one; our streams come from their resolvers, so that nothing is published in memory alone. */
const noTopics: PubSub = {
  publish: () => {
    throw new Error('Nothing is published by topic; write an audit row instead.');
  },
  subscribe: streamOfResolver,
};
