import { isObjectType } from 'graphql';
import { buildProductSchema } from '../../src/main/print-schema.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

describe("Relay's connections", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ sandbox: false });
    for (const name of ['Alder', 'Birch', 'Cedar'])
      await app.graphql('mutation ($name: String!) { createClient(input: { name: $name }) { client { id } } }', {
        name,
      });
  });
  afterAll(() => app.stop());

  it('are what every page of a list is, too', async () => {
    const schema = await buildProductSchema();
    const pages = Object.values(schema.getTypeMap()).filter((type) => type.name.endsWith('Page'));
    expect(pages.length).toBeGreaterThan(10);
    for (const page of pages) {
      const fields = isObjectType(page) ? page.getFields() : {};
      const types = ['nodes', 'items', 'edges', 'pageInfo'].map((name) => String(fields[name]?.type));
      const node = String(fields.items?.type).replace(/[[\]!]/g, '');
      expect([page.name, types]).toEqual([page.name, [`[${node}!]!`, `[${node}!]!`, `[${node}Edge!]!`, 'PageInfo!']]);
    }
  });

  it('go on behind the cursor of any edge', async () => {
    const ask = async (after: string | null) =>
      (
        await app.graphql(
          `query ($after: String) { clients(first: 2, after: $after) {
            totalCount nodes { name } edges { cursor node { name } } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }`,
          { after },
        )
      ).clients;
    const { nodes, edges, pageInfo, totalCount } = await ask(null);
    expect(totalCount).toBe(3);
    expect(nodes).toEqual([{ name: 'Alder' }, { name: 'Birch' }]);
    expect(edges.map(({ node }: { node: object }) => node)).toEqual(nodes);
    expect(pageInfo).toEqual({
      startCursor: edges[0].cursor,
      endCursor: edges[1].cursor,
      hasNextPage: true,
      hasPreviousPage: false,
    });
    expect((await ask(edges[0].cursor)).nodes).toEqual([{ name: 'Birch' }, { name: 'Cedar' }]);
    expect((await ask(edges[1].cursor)).edges).toHaveLength(1);
  });

  it('cost what the same page costs by its items', async () => {
    const cost = async (fields: string) => {
      const query = `{ clients(first: 100) { ${fields} } }`;
      const response = await fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(await app.headersOf('admin')) },
        body: JSON.stringify({ query }),
      });
      const answer = (await response.json()) as { extensions: { cost: { asked: number } } };
      return answer.extensions.cost.asked;
    };
    expect(await cost('nodes { name }')).toBe(await cost('items { name }'));
    const { errors } = await app.ask('{ clients(first: 200) { edges { node { contacts(first: 200) { id } } } } }');
    expect(errors[0]).toMatchObject({ extensions: { reason: 'too_costly' } });
  });
});
