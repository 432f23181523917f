import { startWithoutPreview } from '../support/settings.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { until } from '../support/until.ts';

/** Records that came from ConnectWise, and are linked, go back with a win. */
describe('a win of records that were pulled from the demo data', () => {
  let app: TestApp;
  const rows = <T extends object>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const pushOf = async (id: string) =>
    (
      await app.graphql(
        'query ($id: ID!) { opportunity(id: $id) { link { remoteId } push { state errorCode error } } }',
        { id },
      )
    ).opportunity;
  const winAndPush = async (id: string) => {
    const { markOpportunityWon } = await app.graphql(
      'mutation ($id: ID!) { markOpportunityWon(id: $id) { problems { message } } }',
      { id },
    );
    expect(markOpportunityWon.problems).toEqual([]);
    await until(
      async () => {
        await app.settle();
        return ['done', 'partial', 'parked'].includes((await pushOf(id)).push?.state);
      },
      'the push came to an end',
      20_000,
    );
    return pushOf(id);
  };
  /** The difference holds the win until a person accepts it. */
  const accepted = async (id: string, held: { push: unknown; link: { remoteId: string } }) => {
    expect(held.push).toMatchObject({ state: 'partial', errorCode: 'totals_differ' });
    const { issues } = await app.graphql('{ issues { items { id code } } }');
    const issue = issues.items.find((one: { code: string }) => one.code === 'totals_differ');
    const { acceptDifference } = await app.graphql(
      'mutation ($id: ID!) { acceptDifference(id: $id, reason: "They were there before.") { problems { message } } }',
      { id: issue.id },
    );
    expect(acceptDifference.problems).toEqual([]);
    await until(
      async () => {
        await app.settle();
        return (await pushOf(id)).push?.state === 'done';
      },
      'the accepted win was closed',
      20_000,
    );
    return pushOf(id);
  };
  const linesOf = (remoteId: string | undefined) =>
    app.sandbox.store
      .list('products')
      .filter((line) => String((line.opportunity as { id: number } | undefined)?.id) === remoteId);
  const quote = async (opportunityId: string, lines: object[]) => {
    const { createQuote } = await app.graphql(
      'mutation ($id: ID!, $input: QuoteInput!) { createQuote(opportunityId: $id, input: $input) { document { id subtotal } problems { message } } }',
      { id: opportunityId, input: { title: 'Offer', lines } },
    );
    expect(createQuote.problems).toEqual([]);
    return createQuote.document;
  };

  beforeAll(async () => {
    app = await createTestApp({ sandbox: 'demo' });
    await rows(
      `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
    );
    const { url: siteUrl, company: loginCompany, publicKey, privateKey } = app.sandbox;
    await app.graphql('mutation ($input: ConnectInput!) { connect(input: $input) { problems { message } } }', {
      input: { siteUrl, loginCompany, publicKey, privateKey },
    });
    await startWithoutPreview(app);
    await app.settle();
  }, 60_000);
  afterAll(() => app.stop());

  it.each([
    ['A3: closes an opportunity that is linked already, with the lines of its quote', false],
    ['A24: leaves lines that were there before alone, and tells of them', true],
  ])('%s', async (_words, hasLines) => {
    const open = await rows<{ id: string; remoteId: string }>(
      `select o.id, l.remote_id as "remoteId" from opportunity o join pipeline_stage s on s.id = o.stage_id
       join entity_link l on l.entity = 'opportunity' and l.local_id = o.id where s.kind = 'open' order by o.id`,
    );
    const row = open[hasLines ? 0 : 1];
    const there = linesOf(row?.remoteId);
    expect(there.length).toBeGreaterThan(0);
    if (!hasLines)
      for (const line of there)
        if (app.sandbox.store.get('products', line.id)) app.sandbox.store.remove('products', line.id);
    const id = row?.id ?? '';
    const products = await rows<{ id: string; name: string; price: string }>(
      `select p.id, p.name, p.price from product p where p.is_active and p.kind = 'product' and p.price > 0 order by p.id limit 3`,
    );
    const document = await quote(
      id,
      products.map((p) => ({
        productId: p.id,
        description: p.name,
        quantity: '3',
        price: p.price,
        cost: '1',
        discountPercent: '7.5',
      })),
    );
    const before = app.sandbox.store.count('opportunities');
    const items = app.sandbox.store.count('catalog');
    const first = await winAndPush(id);
    const found = hasLines ? await accepted(id, first) : first;
    expect(found.push).toEqual({ state: 'done', errorCode: null, error: null });
    expect([app.sandbox.store.count('opportunities'), app.sandbox.store.count('catalog')]).toEqual([before, items]);
    const remote = app.sandbox.store.get('opportunities', Number(found.link.remoteId));
    const status = app.sandbox.store.get(
      'opportunityStatuses',
      (remote?.status as { id: number } | undefined)?.id ?? 0,
    );
    expect(status?.wonFlag).toBe(true);
    const [check] = await rows<{ status: string; description: string }>(
      `select status, description from audit_event where opportunity_id = $1 and operation = 'check' order by seq`,
      [id],
    );
    expect(check?.description).toContain(document.subtotal);
    if (hasLines)
      expect(check).toMatchObject({
        status: 'error',
        description: expect.stringMatching(/did not come from this quote/),
      });
    else expect(['success', 'info']).toContain(check?.status);
  });

  it('R21: sells a pulled bundle for exactly the price of the quote', async () => {
    const bundles = await rows<{ id: string; name: string }>(
      `select p.id, p.name from product p where p.kind = 'bundle' and p.is_active order by p.id limit 4`,
    );
    const [client] = await rows<{ id: string }>(
      `select c.id from client c join contact k on k.client_id = c.id order by c.id limit 1`,
    );
    const [stage] = (await app.graphql('{ pipelineStages { id } }')).pipelineStages;
    const { createOpportunity } = await app.graphql(
      'mutation ($input: OpportunityInput!) { createOpportunity(input: $input) { opportunity { id } problems { message } } }',
      { input: { name: 'Bundles', clientId: client?.id, stageId: stage.id } },
    );
    const { id } = createOpportunity.opportunity;
    const document = await quote(
      id,
      bundles.map((b) => ({
        productId: b.id,
        description: b.name,
        quantity: '3',
        price: '1234.57',
        cost: '800',
        discountPercent: '3',
      })),
    );
    const found = await winAndPush(id);
    expect(found.push).toEqual({ state: 'done', errorCode: null, error: null });
    const lines = linesOf(found.link.remoteId);
    const total = lines.reduce((sum, line) => sum + Number(line.extPrice), 0);
    expect(bundles.length).toBeGreaterThan(1);
    expect(lines.length).toBeGreaterThan(bundles.length);
    expect(total.toFixed(2)).toBe(document.subtotal);
  });
});
