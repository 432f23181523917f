import { extendSchema, type GraphQLSchema, isInterfaceType, parse } from 'graphql';
import type { Context } from './context.ts';

/** Types that `node(id)` answers, each with the root field that reads one of them. */
export interface Nodes {
  fields: Readonly<Record<string, string>>;
  /** Which type has this ID in the asker's workspace; null for none. */
  typeOf(context: Context, id: string): Promise<string | null>;
}

/**
 * Gives the schema Relay's `node(id)`. IDs are unique over all types, so each type's `id` is what it has always been. A node is read by the root
 * field of its type, whose role and scope bind here too.
 */
export function withNodes(schema: GraphQLSchema, { fields, typeOf }: Nodes): GraphQLSchema {
  const types = Object.keys(fields).filter((name) => schema.getType(name));
  if (types.length === 0) return schema;
  const extended = extendSchema(
    schema,
    parse(
      [
        '"A record that can be read again by its ID alone." interface Node { "Unique over all types." id: ID! }',
        ...types.map((name) => `extend type ${name} implements Node`),
        'extend type Query { "A record of any type by its ID; null where there is none. It wants the role and the scope of its type." node(id: ID!): Node }',
      ].join('\n'),
    ),
  );
  const typeNames = new WeakMap<object, string>();
  const node = extended.getType('Node');
  // Of a value that this resolver answered.
  if (isInterfaceType(node)) node.resolveType = (value: object) => typeNames.get(value);
  const query = extended.getQueryType()?.getFields() ?? {};
  if (query.node)
    query.node.resolve = async (source, args: { id: string }, context: Context, info) => {
      const name = await typeOf(context, args.id);
      const read = name === null ? undefined : query[fields[name] ?? '']?.resolve;
      const found: unknown = read ? await read(source, { id: args.id }, context, info) : null;
      if (typeof found !== 'object' || found === null || name === null) return null;
      typeNames.set(found, name);
      return found;
    };
  return extended;
}
