import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchema, type PubSub } from 'type-graphql';
import { withConnections } from './connections.ts';
import { type AccessRules, guardSchema } from './guard.ts';
import { DateTimeScalar } from './scalars.ts';
import { bindStreams, streamOfResolver } from './subscription.ts';

/** The schema of these resolver objects (one of each class), with the access rules in front. */
export async function createSchema(resolvers: readonly object[], rules: AccessRules): Promise<GraphQLSchema> {
  const byClass = new Map(resolvers.map((resolver) => [resolver.constructor, resolver] as const));
  const [first, ...others] = byClass.keys();
  if (!first) throw new Error('A schema needs resolvers.');
  const built = await buildSchema({
    resolvers: [first, ...others],
    container: { get: (someClass) => byClass.get(someClass) },
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    // Input is checked by the forms that web and server share.
    validate: false,
    pubSub: noTopics,
  });
  const schema = withConnections(built);
  bindStreams(schema, resolvers);
  return guardSchema(schema, rules);
}

/** type-graphql asks for one; our streams come from their resolvers, so that nothing is published in memory alone. */
const noTopics: PubSub = {
  publish: () => {
    throw new Error('Nothing is published by topic; write an audit row instead.');
  },
  subscribe: streamOfResolver,
};
