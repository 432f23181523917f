import { askConnectWise } from '../../../../test/support/ask-connectwise.ts';
import { createRealTimeApp } from '../../../../test/support/real-time-app.ts';
import type { TestApp } from '../../../../test/support/test-app.ts';

/** A quote that was pushed is edited in its form, and its opportunity won: the lines in ConnectWise are of the products that the quote has. */
describe('the products of lines', () => {
  let app: TestApp;
  let made = 0;
  const products = new Map<string, string>();
  const product = async (sku: string, price: string, more: object = {}) => {
    const { createProduct } = await app.graphql(
      'mutation ($input: ProductInput!) { createProduct(input: $input) { product { id } problems { field message } } }',
      { input: { name: `Product ${sku}`, sku, price, cost: '5', kind: 'PRODUCT', ...more } },
    );
    expect(createProduct.problems).toEqual([]);
    products.set(sku, createProduct.product.id);
  };
  beforeAll(async () => {
    app = await createRealTimeApp();
    for (const [sku, price] of [
      ['A', '10'],
      ['B', '20'],
      ['C', '30'],
    ] as const)
      await product(sku, price);
    await product('KIT', '50', {
      kind: 'BUNDLE',
      bundleLines: [
        { productId: products.get('A'), quantity: '1' },
        { productId: products.get('B'), quantity: '2' },
      ],
    });
    await app.settle();
  });
  afterAll(() => app.stop());

  const line = (sku: string, price = '10') => ({
    productId: sku === '' ? null : products.get(sku),
    description: sku === '' ? 'Setup' : `Product ${sku}`,
    quantity: '1',
    price,
    cost: '5',
  });
  /** The opportunity with its quote, as it is in ConnectWise. */
  const quoted = async (...skus: string[]) => {
    const { createClient } = await app.graphql(
      'mutation ($name: String!) { createClient(input: { name: $name, addressLine1: "1 Main St" }) { client { id } } }',
      { name: `Harbor ${++made}` },
    );
    const { createContact } = await app.graphql(
      'mutation ($input: ContactInput!) { createContact(input: $input) { contact { id } problems { message } } }',
      { input: { clientId: createClient.client.id, firstName: 'Ann', lastName: `Lee ${made}`, isPrimary: true } },
    );
    expect(createContact.problems).toEqual([]);
    const { pipelineStages } = await app.graphql('{ pipelineStages { id kind } }');
    const stageId = pipelineStages.find(({ kind }: { kind: string }) => kind === 'OPEN').id;
    const { createOpportunity } = await app.graphql(
      'mutation ($input: OpportunityInput!) { createOpportunity(input: $input) { opportunity { id } problems { message } } }',
      { input: { name: `Deal ${made}`, clientId: createClient.client.id, stageId } },
    );
    const id = createOpportunity.opportunity.id;
    const { createQuote } = await app.graphql(
      'mutation ($id: ID!, $input: QuoteInput!) { createQuote(opportunityId: $id, input: $input) { document { id } problems { message } } }',
      { id, input: { title: 'Offer', lines: skus.map((sku) => line(sku)) } },
    );
    expect(createQuote.problems).toEqual([]);
    await app.settle();
    return { id, quoteId: createQuote.document.id };
  };
  const edit = async (quoteId: string, ...skus: string[]) => {
    const { updateQuote } = await app.graphql(
      'mutation ($id: ID!, $input: QuoteInput!) { updateQuote(id: $id, input: $input) { problems { message } } }',
      { id: quoteId, input: { title: 'Offer', lines: skus.map((sku) => line(sku)) } },
    );
    expect(updateQuote.problems).toEqual([]);
    await app.settle();
  };
  const win = async (id: string) => {
    const { markOpportunityWon } = await app.graphql(
      'mutation ($id: ID!) { markOpportunityWon(id: $id) { problems { message } } }',
      { id },
    );
    expect(markOpportunityWon.problems).toEqual([]);
    await app.settle();
  };
  const sql = <R extends object>(text: string, params: unknown[]) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<R>(text, params));
  /** Catalog item and description of each line, over HTTP, in the order in which they stand. */
  const there = async (id: string): Promise<string[]> => {
    const [link] = await sql<{ remote: string }>(
      `select remote_id as remote from entity_link where entity = 'opportunity' and local_id = $1`,
      [id],
    );
    if (!link)
      throw new Error(
        JSON.stringify([await log(id), await sql('select entity, state, last_error from push_request', [])]),
      );
    const path = `/procurement/products?conditions=opportunity/id=${link?.remote}&pageSize=100`;
    const lines: { catalogItem: { identifier: string }; description: string }[] = await askConnectWise(
      app,
      'GET',
      path,
    );
    return lines.map(({ catalogItem, description }) => `${catalogItem.identifier}: ${description}`).sort();
  };
  const log = async (id: string) =>
    (
      await sql<{ description: string }>(
        "select description from audit_event where local_id = $1 and operation in ('update', 'check') order by seq",
        [id],
      )
    ).map(({ description }) => description);

  it.each([
    ['another product in the second place', ['A', 'B'], ['A', 'C'], ['A: Product A', 'C: Product C']],
    ['the same in another order', ['A', 'B'], ['B', 'A'], ['A: Product A', 'B: Product B']],
    ['one less in front', ['A', 'B'], ['B'], ['B: Product B']],
    ['one more in front', ['B'], ['A', 'B'], ['A: Product A', 'B: Product B']],
    ['a bundle in the place of a product', ['C'], ['KIT'], ['A: Product A', 'B: Product B', 'KIT: Product KIT']],
    ['a product in the place of a bundle', ['KIT'], ['C'], ['C: Product C']],
  ])('%s', async (_what, before, after, expected) => {
    const deal = await quoted(...before);
    expect((await there(deal.id)).length).toBeGreaterThan(0);
    await edit(deal.quoteId, ...after);
    await win(deal.id);
    expect(await there(deal.id)).toEqual(expected);
    expect((await log(deal.id)).join('\n')).not.toMatch(/Changed line .*description/);
  });

  it('a line that an earlier version has left on another item is replaced, and told', async () => {
    const deal = await quoted('A', 'B');
    await win(deal.id);
    await sql(
      `update quote_line set product_id = $2, description = 'Product C' where document_id = $1 and product_id = $3`,
      [deal.quoteId, products.get('C'), products.get('B')],
    );
    await app
      .graphql('mutation ($id: ID!) { retryPush(opportunityId: $id) { problems { message } } }', { id: deal.id })
      .catch(() =>
        sql(
          `update push_request set state = 'pending', reason = 'won', next_attempt_at = now(), revision = revision + 1 where local_id = $1`,
          [deal.id],
        ),
      );
    await app.settle();
    expect(await there(deal.id)).toEqual(['A: Product A', 'C: Product C']);
    expect((await log(deal.id)).join('\n')).toContain(
      'Removed line "Product B", which stands for another product now; it is added anew.',
    );
  });
});
