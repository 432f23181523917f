import { type CrmFixture, createCrmFixture } from '../../../test/support/crm-fixture.ts';

interface ListAnswer {
  list: { items: { id: string; name: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
}

/** 120 clients, each with two contacts and an opportunity with one quote of two lines; 60 products, 5 of them bundles. */
async function fill({ in: inside, stages }: CrmFixture): Promise<void> {
  await inside(async (tx) => {
    await tx.query(`insert into tax_region (name) values ('Florida')`);
    await tx.query(`insert into tax_category (tax_region_id, name, rate) select id, 'Taxable', 7.25 from tax_region`);
    await tx.query(`insert into client (name, identifier, tax_region_id)
      select (case when n % 3 = 0 then 'harbour ' else 'Meadow ' end) || n, 'ID' || n, r.id from generate_series(1, 120) n, tax_region r`);
    await tx.query(`insert into contact (client_id, first_name, last_name, email)
      select c.id, 'Ana', 'Nº' || n, 'ana' || n || '@' || c.identifier || '.example' from client c, generate_series(1, 2) n`);
    await tx.query(`insert into product (name, sku, price, kind, is_active)
      select 'Product ' || n, 'SKU-' || n, n, case when n <= 5 then 'bundle' else 'product' end, n <> 60 from generate_series(1, 60) n`);
    await tx.query(`insert into bundle_line (bundle_id, product_id, quantity, position)
      select b.id, p.id, 2, 1 from product b join product p on p.name = 'Product 9' where b.kind = 'bundle'`);
    await tx.query(
      `insert into opportunity (name, client_id, contact_id, stage_id)
      select 'Deal ' || c.name, c.id, (select k.id from contact k where k.client_id = c.id limit 1), $1 from client c`,
      [stages.Qualify],
    );
    await tx.query(`insert into document (opportunity_id, kind, title, number, file_name, content_type, tax_region_id)
      select o.id, 'quote', 'Quote for ' || o.name, (row_number() over (order by o.id)), 'q.pdf', 'application/pdf', r.id from opportunity o, tax_region r`);
    await tx.query(`insert into quote_line (document_id, position, product_id, description, quantity, price, tax_category_id, tax_rate)
      select d.id, n, p.id, 'Line', 2, 10.005, k.id, k.rate from document d, generate_series(1, 2) n, tax_category k, product p where p.name = 'Product 9'`);
  });
}

describe('lists of the CRM', () => {
  let fixture: CrmFixture;

  beforeAll(async () => {
    fixture = await createCrmFixture();
    await fill(fixture);
  });
  afterAll(() => fixture.close());

  const walk = async (field: string, more = ''): Promise<string[]> => {
    const names: string[] = [];
    for (let after = ''; ; ) {
      const { list } = await fixture.ask<ListAnswer>(
        `{ list: ${field}(first: 50, after: ${JSON.stringify(after)}${more}) { items { id name } pageInfo { endCursor hasNextPage } } }`,
      );
      names.push(...list.items.map((item) => item.name));
      if (!list.pageInfo.hasNextPage) return names;
      after = list.pageInfo.endCursor;
    }
  };

  it('pages through all clients by name, whatever its case, each once', async () => {
    const names = await walk('clients');
    expect(names).toHaveLength(120);
    expect(new Set(names).size).toBe(120);
    expect(names).toEqual([...names].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
  });

  it.each([
    ['clients', 'search: "HARBOUR 1"', 10],
    ['clients', 'search: "id12"', 2],
    ['clients', 'search: "100%"', 0],
    ['clients', 'search: "  "', 120],
    ['contacts', 'search: "ana2@id77."', 1],
    ['contacts', 'search: "ana nº1"', 120],
    ['products', 'search: "sku-5"', 11],
    ['products', 'kind: BUNDLE', 5],
    ['products', 'includeInactive: true', 60],
    ['products', 'search: "sku-60"', 0],
    ['opportunities', 'search: "deal harbour"', 40],
    ['opportunities', 'kind: OPEN', 120],
    ['opportunities', 'kind: WON', 0],
    ['documents', 'search: "quote for deal meadow"', 80],
    ['documents', 'state: DRAFT', 120],
    ['documents', 'state: ACCEPTED', 0],
  ])('%s(%s) finds %d', async (field, filter, count) => {
    const { list } = await fixture.ask<{ list: { totalCount: number } }>(
      `{ list: ${field}(${filter}) { totalCount } }`,
    );
    expect(list.totalCount).toBe(count);
  });

  it('finds nothing of another workspace', async () => {
    const { list } = await fixture.ask<{ list: { totalCount: number; items: unknown[] } }>(
      '{ list: clients(search: "harbour") { totalCount items { id } } }',
      {},
      fixture.actor({ workspaceId: fixture.otherWorkspaceId }),
    );
    expect(list).toEqual({ totalCount: 0, items: [] });
  });

  it.each([0, 201, -1])('refuses a page of %d', async (first) => {
    await expect(fixture.ask(`{ clients(first: ${first}) { items { id } } }`)).rejects.toThrow(
      'Ask for 1 to 200 items',
    );
  });

  it('refuses a cursor of another list', async () => {
    await expect(fixture.ask('{ clients(after: "abc") { items { id } } }')).rejects.toThrow(
      'Start again without "after"',
    );
  });

  const nested: Array<[string, string, number]> = [
    [
      'clients',
      'id name taxRegion { name categories { rate } } contacts { id client { name } } opportunities { id }',
      6,
    ],
    [
      'opportunities',
      `id amount customFields { name } client { name taxRegion { name } } contact { lastName } stage { kind } owner { name }
       documents { total tax lines { total product { name } taxCategory { rate } } }`,
      10,
    ],
    ['products', 'id price bundleLines { quantity product { name } }', 3],
    ['documents', 'id subtotal tax total url opportunity { name } taxRegion { name } lines { description total }', 4],
  ];

  it.each(nested)('asks %s with all they show in a fixed number of statements', async (field, fields, most) => {
    const counts: number[] = [];
    for (const first of [1, 10, 50]) {
      fixture.statements.length = 0;
      await fixture.ask(`{ ${field}(first: ${first}) { items { ${fields} } pageInfo { hasNextPage } } }`);
      counts.push(fixture.statements.length);
    }
    expect(new Set(counts).size).toBe(1);
    expect(counts[0]).toBeLessThanOrEqual(most);
  });

  it('counts only when asked, in one statement more', async () => {
    fixture.statements.length = 0;
    await fixture.ask('{ clients(first: 1) { totalCount items { id } } }');
    expect(fixture.statements).toHaveLength(2);
  });

  it('adds up quotes line by line and rounds once', async () => {
    const { documents } = await fixture.ask<{ documents: { items: object[] } }>(
      '{ documents(first: 1) { items { subtotal tax total lines { total } opportunity { amount } } } }',
    );
    expect(documents.items[0]).toEqual({
      subtotal: '40.02',
      tax: '2.90',
      total: '42.92',
      lines: [{ total: '20.01' }, { total: '20.01' }],
      opportunity: { amount: '40.02' },
    });
  });
});
