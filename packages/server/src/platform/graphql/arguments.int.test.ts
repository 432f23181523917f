import { type GraphQLArgument, type GraphQLField, getNamedType, isInputObjectType, isRequiredArgument } from 'graphql';
import { smallQuery, written } from '../../../test/support/any-operation.ts';
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { buildProductSchema } from '../../main/print-schema.ts';
import { newId } from '../ids.ts';
import { encodeCursor } from './pagination.ts';

type Field = GraphQLField<unknown, unknown>;

describe('arguments of every query', () => {
  let app: TestApp;
  let queries: Field[];

  beforeAll(async () => {
    app = await createTestApp();
    queries = Object.values((await buildProductSchema()).getQueryType()?.getFields() ?? {});
  });
  afterAll(() => app.stop());

  const refused = async (document: string) => {
    const { errors } = await app.ask(document);
    return errors.map(({ message, extensions }) => ({ code: extensions?.code, field: extensions?.field, message }));
  };
  const required = ({ args }: Field, id = newId()) => written(args.filter(isRequiredArgument), id);
  const optional = ({ args }: Field) => args.filter((arg) => !isRequiredArgument(arg));

  it('answer the same whether an optional one is left out or null', async () => {
    for (const field of queries) {
      const needed = required(field);
      const nulls = optional(field).filter((arg) => arg.defaultValue === undefined);
      const without = await refused(smallQuery(field, needed));
      const withNulls = await refused(smallQuery(field, [...needed, ...nulls.map(({ name }) => `${name}: null`)]));
      expect([field.name, without]).toEqual([field.name, withNulls]);
    }
    expect(await refused(`{ linkActions(localId: "${newId()}") { items { id } } }`)).toEqual([]);
  });

  it('name the field of an ID that is none, rather than answer as if it was not asked for', async () => {
    const tried: string[] = [];
    for (const field of queries) {
      for (const arg of optional(field)) {
        const [first] = idsOf(arg);
        if (first === undefined) continue;
        tried.push(`${field.name}(${first})`);
        const [found] = await refused(smallQuery(field, [...required(field), ...written([arg], 'nonsense')]));
        expect([field.name, found]).toMatchObject([field.name, { code: 'invalid_input', field: first }]);
      }
    }
    expect(tried).toEqual(
      expect.arrayContaining(['linkActions(localId)', 'mergeSurvivors(linkIds)', 'conflicts(filter.localId)']),
    );
    const { errors } = await app.ask('mutation { relinkToSurvivors(linkIds: ["nonsense"]) { note } }');
    expect(errors[0]?.extensions).toMatchObject({ code: 'invalid_input', field: 'linkIds' });
  });

  it('refuse a cursor that no list has answered, rather than begin again', async () => {
    const lists = queries.filter(({ args }) => args.some(({ name }) => name === 'after'));
    expect(lists.length).toBeGreaterThan(10);
    for (const field of lists) {
      for (const length of [1, 2, 3, 4]) {
        const after = encodeCursor(Array.from({ length }, () => 'strange'));
        const [found] = await refused(smallQuery(field, [...required(field), `after: "${after}"`]));
        expect([field.name, found]).toMatchObject([field.name, { code: 'invalid_input', field: 'after' }]);
      }
    }
  });
});

/** Where an argument takes IDs. */
function idsOf({ name, type }: GraphQLArgument): string[] {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return named.name === 'ID' ? [name] : [];
  const parts = Object.values(named.getFields()).filter((part) => getNamedType(part.type).name === 'ID');
  return parts.map((part) => `${name}.${part.name}`);
}
