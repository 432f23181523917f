import { startWithoutPreview } from '../support/settings.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

describe('a win that differs from its quote, over the API', () => {
  let app: TestApp;
  let opportunityId: string;
  let quoteId: string;

  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for
  const mutate = async (name: string, types: string, args: string, variables: object, fields: string): Promise<any> => {
    const answer = await app.graphql(
      `mutation (${types}) { ${name}(${args}) { ${fields} problems { code field message } } }`,
      variables,
    );
    return answer[name];
  };
  const issueFields = `id code state difference { quoteId quote { oneTime recurring } connectWise { oneTime recurring }
    lines { name differs remarks quote { oneTime } connectWise { oneTime } } }`;
  const issues = async () => (await app.graphql(`{ issues { items { ${issueFields} } } }`)).issues.items;
  const accept = (id: string, reason: string) =>
    mutate(
      'acceptDifference',
      '$id: ID!, $reason: String!',
      'id: $id, reason: $reason',
      { id, reason },
      'issue { state }',
    );

  beforeAll(async () => {
    app = await createTestApp();
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query(
        `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
      ),
    );
    const { url: siteUrl, company: loginCompany, publicKey, privateKey } = app.sandbox;
    const input = { siteUrl, loginCompany, publicKey, privateKey };
    await mutate('connect', '$input: ConnectInput!', 'input: $input', { input }, 'connection { id }');
    await startWithoutPreview(app);
    await app.settle();
    const made = async (name: string, type: string, given: object, fields: string) =>
      mutate(name, `$input: ${type}!`, 'input: $input', { input: given }, fields);
    const { client } = await made('createClient', 'ClientInput', { name: 'Harbor Dental' }, 'client { id }');
    const person = { clientId: client.id, firstName: 'Ann', lastName: 'Lee', email: 'ann@harbor.example' };
    const { contact } = await made('createContact', 'ContactInput', person, 'contact { id }');
    const [lead] = (await app.graphql('{ pipelineStages { id } }')).pipelineStages;
    const deal = { name: 'Refresh', clientId: client.id, contactId: contact.id, stageId: lead.id };
    opportunityId = (await made('createOpportunity', 'OpportunityInput', deal, 'opportunity { id }')).opportunity.id;
    const line = { description: 'Firewall', quantity: '2', price: '99.5', cost: '1' };
    const { document } = await mutate(
      'createQuote',
      '$id: ID!, $input: QuoteInput!',
      'opportunityId: $id, input: $input',
      { id: opportunityId, input: { title: 'Offer', lines: [line] } },
      'document { id }',
    );
    quoteId = document.id;
    app.sandbox.fail({ method: 'POST', path: /notes$/, status: 400, times: 1 });
    await mutate('markOpportunityWon', '$id: ID!', 'id: $id', { id: opportunityId }, 'opportunity { id }');
    await app.settle();
    const [sent] = app.sandbox.store.list('products');
    app.sandbox.store.insert('products', {
      ...sent,
      id: undefined,
      integrationXRef: undefined,
      description: 'Rush fee',
      quantity: 1,
      price: 99,
      extPrice: 99,
    });
    const [parked] = await issues();
    await mutate('retryIssue', '$id: ID!', 'id: $id', { id: parked.id }, 'issue { id }');
    await app.settle();
  }, 60_000);
  afterAll(() => app.stop());

  const statusThere = () => {
    const [opportunity] = app.sandbox.store.list('opportunities').filter((one) => one.name === 'Refresh');
    const status = (opportunity?.status as { id: number } | undefined)?.id ?? 0;
    return app.sandbox.store.get('opportunityStatuses', status);
  };

  it('shows both figures line by line, with the quote', async () => {
    expect(await issues()).toMatchObject([
      {
        code: 'totals_differ',
        difference: {
          quoteId,
          quote: { oneTime: '199.00', recurring: '0.00' },
          connectWise: { oneTime: '298.00', recurring: '0.00' },
          lines: [
            { name: 'Firewall', differs: false, quote: { oneTime: '199.00' }, connectWise: { oneTime: '199.00' } },
            { name: 'Rush fee', differs: true, quote: null, connectWise: { oneTime: '99.00' } },
          ],
        },
      },
    ]);
    expect(statusThere()?.wonFlag).not.toBe(true);
  });

  it('is accepted with a reason only, then closed, and the log says by whom and why', async () => {
    const [issue] = await issues();
    expect((await accept(issue.id, ' ')).problems).toMatchObject([{ code: 'required', field: 'reason' }]);
    expect(await accept(issue.id, 'The fee is agreed')).toMatchObject({ issue: { state: 'RESOLVED' }, problems: [] });
    await app.settle();
    expect(statusThere()?.wonFlag).toBe(true);
    expect(await issues()).toEqual([]);
    const { auditEvents } = await app.graphql(
      `query ($filter: AuditFilter) { auditEvents(filter: $filter, first: 50) { items { code description actor } } }`,
      { filter: { opportunityId } },
    );
    const told = auditEvents.items.find((event: { code: string | null }) => event.code === 'difference_accepted');
    expect(told.description).toMatch(/^Difference from the quote accepted by .*: The fee is agreed\.$/);
    expect((await accept(issue.id, 'Once more')).problems).toMatchObject([{ code: 'closed' }]);
  });
});
