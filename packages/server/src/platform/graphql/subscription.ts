import type { GraphQLSchema } from 'graphql';
import type { Context } from './context.ts';

/**
 * A resolver object with subscriptions. type-graphql's decorator is static and cannot reach the object, so the sources of its
 * streams stand here by field name, and the decorated method says `@Subscription(() => X, { subscribe: streamOfResolver })`.
 */
export interface WithStreams {
  // biome-ignore lint/suspicious/noExplicitAny: arguments differ by field; each source names its own
  streams: Record<string, (args: any, context: Context) => AsyncIterable<unknown>>;
}

/** Stands in the decorator; `bindStreams` puts the object's own source in its place. */
export const streamOfResolver = (): AsyncIterable<never> => {
  throw new Error('This subscription has no source: name it in "streams" of its resolver.');
};

/** Gives each subscription of the schema the source that its resolver object names. Changes the schema in place. */
export function bindStreams(schema: GraphQLSchema, resolvers: readonly object[]): void {
  const fields = schema.getSubscriptionType()?.getFields() ?? {};
  for (const resolver of resolvers) {
    if (!hasStreams(resolver)) continue;
    for (const [name, source] of Object.entries(resolver.streams)) {
      const field = fields[name];
      if (!field)
        throw new Error(`${resolver.constructor.name} names the stream "${name}", which the schema does not have.`);
      field.subscribe = (_source: unknown, args: unknown, context: Context) => source(args, context);
    }
  }
}

const hasStreams = (resolver: object): resolver is WithStreams => 'streams' in resolver;
