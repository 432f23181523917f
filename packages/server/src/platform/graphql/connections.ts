import { extendSchema, type GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType, parse } from 'graphql';
import { AppError } from '../errors.ts';
import { cursorsOf } from './pagination.ts';

interface Page {
  items: readonly unknown[];
  pageInfo: object;
}

/**
 * Gives every page of a list the fields of Relay's connections beside `items`, so that clients that know those need no code of their own:
 * `nodes`, `edges` with a cursor each, and the rest of `PageInfo`.
 */
export function withConnections(schema: GraphQLSchema): GraphQLSchema {
  const pages = Object.values(schema.getTypeMap()).filter(isPage);
  if (pages.length === 0) return schema;
  const edges = new Set(pages.map(nodeOf));
  const extended = extendSchema(
    schema,
    parse(
      [
        ...pages.map((page) => {
          const node = nodeOf(page);
          return `extend type ${page.name} { "The same as \`items\`." nodes: [${node}!]! "Each item with its cursor, which may be handed back as \`after\`." edges: [${node}Edge!]! }`;
        }),
        ...[...edges].map((node) => `type ${node}Edge { cursor: String! node: ${node}! }`),
        'extend type PageInfo { startCursor: String "Always false: lists are read forwards." hasPreviousPage: Boolean! }',
      ].join('\n'),
    ),
  );
  for (const { name } of pages) resolve(extended, name);
  resolvePageInfo(extended);
  return extended;
}

const isPage = (type: unknown): type is GraphQLObjectType =>
  isObjectType(type) && type.name.endsWith('Page') && 'items' in type.getFields() && 'pageInfo' in type.getFields();

function nodeOf(page: GraphQLObjectType): string {
  const { items } = page.getFields();
  if (!items) throw new Error(`${page.name} has no items.`);
  return getNamedType(items.type).name;
}

function resolve(schema: GraphQLSchema, name: string): void {
  const type = schema.getType(name);
  const fields = isObjectType(type) ? type.getFields() : {};
  if (fields.nodes) fields.nodes.resolve = ({ items }: Page) => items;
  if (fields.edges)
    fields.edges.resolve = ({ items, pageInfo }: Page) => {
      const cursors = cursorsOf(pageInfo);
      if (cursors.length !== items.length) throw new AppError('internal', `${name} does not know its cursors.`);
      return items.map((node, at) => ({ node, cursor: cursors[at] }));
    };
}

function resolvePageInfo(schema: GraphQLSchema): void {
  const type = schema.getType('PageInfo');
  const fields = isObjectType(type) ? type.getFields() : {};
  if (fields.startCursor) fields.startCursor.resolve = (pageInfo: object) => cursorsOf(pageInfo)[0] ?? null;
  if (fields.hasPreviousPage) fields.hasPreviousPage.resolve = () => false;
}
