import { createTestApp, type TestApp } from '../../../../test/support/test-app.ts';

describe('the pipeline in figures', () => {
  let app: TestApp;
  let stageId: string;
  const rows = <T extends object>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));

  beforeAll(async () => {
    app = await createTestApp({ sandbox: false });
    await rows(
      `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
    );
    const [stage] = await rows<{ id: string }>(`select id from pipeline_stage where name = 'Lead'`);
    stageId = stage?.id ?? '';
    const { createClient } = await app.graphql(
      'mutation { createClient(input: { name: "Harbor" }) { client { id } problems { message } } }',
    );
    const deals: Array<[name: string, closes: string | null, price: string | null]> = [
      ['Cabling', '2026-12-24', '90.00'],
      ['Backup', null, '1000.00'],
      ['Wireless', '2026-12-01', null],
      ['Antenna', '2027-01-05', '250.50'],
    ];
    for (const [name, closes, price] of deals) {
      const { createOpportunity } = await app.graphql(
        'mutation ($input: OpportunityInput!) { createOpportunity(input: $input) { opportunity { id } problems { message } } }',
        { input: { name, clientId: createClient.client.id, stageId, expectedCloseDate: closes } },
      );
      if (price === null) continue;
      const { createQuote } = await app.graphql(
        'mutation ($opportunityId: ID!, $input: QuoteInput!) { createQuote(opportunityId: $opportunityId, input: $input) { problems { field message } } }',
        {
          opportunityId: createOpportunity.opportunity.id,
          input: { title: name, lines: [{ description: 'Work', quantity: '1', price, cost: '0' }] },
        },
      );
      expect(createQuote.problems).toEqual([]);
    }
  });
  afterAll(() => app.stop());

  const names = async (orderBy: string, first = 50) => {
    const found: string[] = [];
    let after: string | null = null;
    do {
      const {
        opportunities,
      }: { opportunities: { items: { name: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } } =
        await app.graphql(
          `query ($after: String) { opportunities(first: ${first}, after: $after, orderBy: ${orderBy}) { items { name } pageInfo { endCursor hasNextPage } } }`,
          { after },
        );
      found.push(...opportunities.items.map(({ name }) => name));
      after = opportunities.pageInfo.hasNextPage ? opportunities.pageInfo.endCursor : null;
    } while (after);
    return found;
  };

  it('orders by value, by close date, and by name, page after page', async () => {
    for (const first of [50, 1, 3]) {
      expect(await names('VALUE', first)).toEqual(['Backup', 'Antenna', 'Cabling', 'Wireless']);
      expect(await names('CLOSE_DATE', first)).toEqual(['Wireless', 'Cabling', 'Antenna', 'Backup']);
      expect(await names('NAME', first)).toEqual(['Antenna', 'Backup', 'Cabling', 'Wireless']);
      expect(await names('VALUE, descending: false', first)).toEqual(['Cabling', 'Antenna', 'Backup', 'Wireless']);
      expect(await names('CLOSE_DATE, descending: true', first)).toEqual(['Antenna', 'Cabling', 'Wireless', 'Backup']);
    }
  });

  it('narrows to those that are expected to close between two days', async () => {
    const between = async (days: string) => {
      const { opportunities, pipelineSums } = await app.graphql(
        `{ opportunities(${days}) { items { name } totalCount } pipelineSums(${days}) { count } }`,
      );
      expect(opportunities.totalCount).toBe(opportunities.items.length);
      expect(pipelineSums[0]?.count ?? 0).toBe(opportunities.items.length);
      return opportunities.items.map(({ name }: { name: string }) => name);
    };
    expect(await between('closesFrom: "2026-12-01", closesTo: "2026-12-24"')).toEqual(['Cabling', 'Wireless']);
    expect(await between('closesFrom: "2026-12-02"')).toEqual(['Antenna', 'Cabling']);
    expect(await between('closesTo: "2026-12-01"')).toEqual(['Wireless']);
    await expect(app.graphql('{ opportunities(closesTo: "soon") { totalCount } }')).rejects.toThrow(
      /A date is written 2026-04-30/,
    );
  });

  it('sums a stage to what its opportunities say', async () => {
    const { pipelineSums, opportunities } = await app.graphql(
      '{ pipelineSums(kind: OPEN) { stageId count oneTime monthly } opportunities { items { amount } } }',
    );
    expect(pipelineSums).toEqual([{ stageId, count: 4, oneTime: '1340.50', monthly: '0.00' }]);
    const total = opportunities.items.reduce(
      (sum: number, { amount }: { amount: string | null }) => sum + Number(amount ?? 0),
      0,
    );
    expect(total).toBeCloseTo(1340.5);
    expect((await app.graphql('{ pipelineSums(search: "cabl") { count oneTime } }')).pipelineSums).toEqual([
      { count: 1, oneTime: '90.00' },
    ]);
  });
});
