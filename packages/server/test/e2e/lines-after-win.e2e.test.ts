import { lineDriftJob } from '../../src/modules/sync/push/line-drift/line-drift.job.ts';
import { startWithoutPreview } from '../support/settings.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

describe('lines that are edited in ConnectWise after the win', () => {
  let app: TestApp;
  let opportunityId: string;
  let quoteId: string;
  let remoteId: number;

  const mutate = async (name: string, types: string, args: string, variables: object, fields: string) => {
    const answer = await app.graphql(
      `mutation (${types}) { ${name}(${args}) { ${fields} problems { code message } } }`,
      variables,
    );
    expect(answer[name].problems).toEqual([]);
    return answer[name];
  };
  const lines = () =>
    app.sandbox.store
      .list('products')
      .filter((line) => (line.opportunity as { id: number } | undefined)?.id === remoteId)
      .map(({ id, description, quantity, price }) => ({ id, description, quantity, price }));
  const lineOf = (description: string) => lines().find((line) => line.description === description)?.id ?? 0;
  const look = async () => {
    await app.jobs.enqueue(lineDriftJob, {});
    await app.settle();
  };
  const issues = async () =>
    (await app.graphql('{ issues { items { id code message advice localId } } }')).issues.items;
  /** What the opportunity's History tab shows of it, newest first. */
  const told = async () =>
    (
      await app.graphql(
        `query ($filter: AuditFilter) { auditEvents(filter: $filter, first: 50) {
          items { code status description changes { field from to } } } }`,
        { filter: { opportunityId } },
      )
    ).auditEvents.items.filter((event: { code: string | null }) => event.code === 'lines_changed');
  const quote = async () =>
    (
      await app.graphql(
        'query ($id: ID!) { opportunity(id: $id) { documents { id subtotal lines { description quantity price } } } }',
        { id: opportunityId },
      )
    ).opportunity.documents;
  const push = async () =>
    (
      await app.graphql('query ($id: ID!) { opportunity(id: $id) { push { state } link { remoteId } } }', {
        id: opportunityId,
      })
    ).opportunity;

  beforeAll(async () => {
    app = await createTestApp();
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query(
        `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
      ),
    );
    const { url: siteUrl, company: loginCompany, publicKey, privateKey } = app.sandbox;
    await mutate(
      'connect',
      '$input: ConnectInput!',
      'input: $input',
      { input: { siteUrl, loginCompany, publicKey, privateKey } },
      'connection { id }',
    );
    await startWithoutPreview(app);
    await app.settle();
    const { client } = await mutate(
      'createClient',
      '$input: ClientInput!',
      'input: $input',
      { input: { name: 'Harbor Dental', city: 'Tampa' } },
      'client { id }',
    );
    const { contact } = await mutate(
      'createContact',
      '$input: ContactInput!',
      'input: $input',
      { input: { clientId: client.id, firstName: 'Ann', lastName: 'Lee', email: 'ann@harbor.example' } },
      'contact { id }',
    );
    const product = async (name: string, price: string) =>
      (
        await mutate(
          'createProduct',
          '$input: ProductInput!',
          'input: $input',
          { input: { name, sku: name.toUpperCase(), kind: 'PRODUCT', price, cost: '1' } },
          'product { id }',
        )
      ).product.id;
    const [lead] = (await app.graphql('{ pipelineStages { id } }')).pipelineStages;
    const { opportunity } = await mutate(
      'createOpportunity',
      '$input: OpportunityInput!',
      'input: $input',
      { input: { name: 'Refresh', clientId: client.id, contactId: contact.id, stageId: lead.id } },
      'opportunity { id }',
    );
    opportunityId = opportunity.id;
    const { document } = await mutate(
      'createQuote',
      '$id: ID!, $input: QuoteInput!',
      'opportunityId: $id, input: $input',
      {
        id: opportunityId,
        input: {
          title: 'Offer',
          lines: [
            {
              productId: await product('Firewall', '700'),
              description: 'Firewall',
              quantity: '3',
              price: '700',
              cost: '1',
            },
            { productId: await product('Cable', '5'), description: 'Cable', quantity: '10', price: '5', cost: '1' },
          ],
        },
      },
      'document { id }',
    );
    quoteId = document.id;
    await mutate('markOpportunityWon', '$id: ID!', 'id: $id', { id: opportunityId }, 'opportunity { id }');
    await app.settle();
    const found = await push();
    expect(found.push.state).toBe('done');
    remoteId = Number(found.link.remoteId);
    expect(lines()).toHaveLength(2);
  }, 60_000);
  afterAll(() => app.stop());

  it('A24: tells nothing while the lines are as they were sent', async () => {
    await look();
    expect(await issues()).toEqual([]);
    expect(await told()).toEqual([]);
  });

  it('A24: tells what was edited, removed and added, once, as an issue and in the history, and overwrites neither side', async () => {
    const before = await quote();
    const sold = app.sandbox.store.get('products', lineOf('Firewall'))?.catalogItem as { id: number } | undefined;
    const catalogItemId = sold?.id ?? 0;
    app.sandbox.store.patch('products', lineOf('Firewall'), { quantity: 2, price: 650 });
    app.sandbox.store.remove('products', lineOf('Cable'));
    app.sandbox.store.insert('products', {
      catalogItem: { id: catalogItemId },
      description: 'Rush fee',
      quantity: 1,
      price: 99,
      billableOption: 'Billable',
      opportunity: { id: remoteId },
    });
    const edited = lines();
    app.sandbox.clearJournal();
    await look();
    await look();
    expect(app.sandbox.journal().filter((entry) => entry.method !== 'GET')).toEqual([]);
    expect(lines()).toEqual(edited);
    expect(await quote()).toEqual(before);
    const sentence =
      'Edited in ConnectWise after the last push: "Firewall": quantity 3 → 2, price 700 → 650; "Cable" was removed; "Rush fee" was added.';
    expect(await issues()).toEqual([
      {
        id: expect.any(String),
        code: 'lines_changed',
        message: `Opportunity "Refresh": ${sentence}`,
        advice: expect.stringContaining('Retry sends the quote again'),
        localId: opportunityId,
      },
    ]);
    expect(await told()).toEqual([
      {
        code: 'lines_changed',
        status: 'INFO',
        description: `${sentence} Both stay as they are until the quote is edited here or its push is retried.`,
        changes: [
          { field: 'Firewall: quantity', from: '3', to: '2' },
          { field: 'Firewall: price', from: '700', to: '650' },
          { field: 'Cable: line', from: '10 at 5', to: null },
          { field: 'Rush fee: line', from: null, to: '1 at 99' },
        ],
      },
    ]);
  });

  it('A24: makes the lines those of the quote again with a new push, and leaves what ConnectWise added', async () => {
    const [issue] = await issues();
    await mutate('retryIssue', '$id: ID!', 'id: $id', { id: issue.id }, 'issue { id }');
    await app.settle();
    expect(lines().map(({ description, quantity, price }) => ({ description, quantity, price }))).toEqual(
      expect.arrayContaining([
        { description: 'Firewall', quantity: 3, price: 700 },
        { description: 'Cable', quantity: 10, price: 5 },
        { description: 'Rush fee', quantity: 1, price: 99 },
      ]),
    );
    expect(await issues()).toEqual([]);
    await look();
    expect(await issues()).toEqual([]);
    expect(await told()).toHaveLength(1);
  });

  it('A24: closes the issue by itself once somebody has put the lines back', async () => {
    app.sandbox.store.patch('products', lineOf('Firewall'), { price: 600 });
    await look();
    expect(await issues()).toMatchObject([{ message: expect.stringContaining('price 700 → 600') }]);
    app.sandbox.store.patch('products', lineOf('Firewall'), { price: 700 });
    await look();
    expect(await issues()).toEqual([]);
    expect((await told())[0].description).toBe('The lines in ConnectWise are again as they were sent.');
  });

  it('A24: is not told again after it was dismissed, until the lines change further', async () => {
    app.sandbox.store.patch('products', lineOf('Firewall'), { price: 690 });
    await look();
    const [issue] = await issues();
    await mutate(
      'dismissIssue',
      '$id: ID!, $reason: String!',
      'id: $id, reason: $reason',
      { id: issue.id, reason: 'Agreed with the client' },
      'issue { id }',
    );
    await look();
    expect(await issues()).toEqual([]);
    app.sandbox.store.patch('products', lineOf('Firewall'), { price: 680 });
    await look();
    expect(await issues()).toMatchObject([{ message: expect.stringContaining('price 700 → 680') }]);
    expect((await quote()).find((one: { id: string }) => one.id === quoteId).lines[0].price).toBe('700');
  });
});
