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
    await tx.query(`update client set type = case when n % 3 = 0 then 'Customer' end, status = case when n % 2 = 0 then 'Active' else 'Former' end,
      city = case when n % 5 <> 0 then 'City ' || n % 7 end, region = case when n % 5 <> 0 then 'FL' end, phone = case when n % 4 = 0 then '555-' || n end,
      updated_at = timestamptz '2026-01-01' + n * interval '1 second' / 3
      from (select id as of, substring(identifier from 3)::int as n from client) numbered where id = of`);
    await tx.query(`insert into contact (client_id, first_name, last_name, email)
      select c.id, 'Ana', 'Nº' || n, 'ana' || n || '@' || c.identifier || '.example' from client c, generate_series(1, 2) n`);
    await tx.query(`insert into product (name, sku, price, kind, is_active)
      select 'Product ' || n, 'SKU-' || n, n, case when n <= 5 then 'bundle' else 'product' end, n <> 60 from generate_series(1, 60) n`);
    await tx.query(`update product set category = 'Hardware' where price > 30`);
    await tx.query(`insert into bundle_line (bundle_id, product_id, quantity, position)
      select b.id, p.id, 2, 1 from product b join product p on p.name = 'Product 9' where b.kind = 'bundle'`);
    await tx.query(
      `insert into opportunity (name, client_id, contact_id, stage_id)
      select 'Deal ' || c.name, c.id, (select k.id from contact k where k.client_id = c.id limit 1), $1 from client c`,
      [stages.Qualify],
    );
    await tx.query(
      `with person as (insert into app_user (email, name, role, password_hash)
         values ('ana@x.example', 'Ana', 'sales', 'none'), ('ben@x.example', 'ben', 'sales', 'none') returning id, name)
       update opportunity o set stage_id = case when o.name like '%1%' then $1 else o.stage_id end,
         expected_close_date = case when o.name not like '%5%' then date '2026-01-01' + length(o.name) end,
         owner_id = case when o.name not like 'Deal Meadow 8%' then (select id from person where name = case when o.name like '%2%' then 'Ana' else 'ben' end) end`,
      [stages.Proposal],
    );
    await tx.query(`insert into document (opportunity_id, kind, title, file_name, content_type, storage_key, size_bytes)
      select id, 'file', 'A file', 'a.pdf', 'application/pdf', 'k', 1 from opportunity order by id limit 1`);
    await tx.query(`insert into document (opportunity_id, kind, title, number, file_name, content_type, tax_region_id)
      select o.id, 'quote', 'Quote for ' || o.name, (row_number() over (order by o.id)), 'q.pdf', 'application/pdf', r.id from opportunity o, tax_region r`);
    await tx.query(`update document set state = case when number % 4 = 0 then 'sent' when number % 7 = 0 then 'declined' else 'draft' end,
      created_at = timestamptz '2026-02-01' + number * interval '1 hour', updated_at = timestamptz '2026-03-01' + number % 50 * interval '1 day' where kind = 'quote'`);
    await tx.query(`update client set created_at = timestamptz '2026-01-01' + n * interval '1 day'
      from (select id as of, substring(identifier from 3)::int as n from client) numbered where id = of`);
    await tx.query(`insert into quote_line (document_id, position, product_id, description, quantity, price, tax_category_id, tax_rate)
      select d.id, n, p.id, 'Line', 2, 10.005, k.id, k.rate from document d, generate_series(1, 2) n, tax_category k, product p
      where p.name = 'Product 9' and d.kind = 'quote'`);
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
    ['documents', 'state: SENT', 30],
    ['documents', 'kind: QUOTE', 120],
    ['documents', 'kind: FILE', 1],
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

  const part = async (field: string, asked: string): Promise<ListAnswer['list']> =>
    (await fixture.ask<ListAnswer>(`{ list: ${field}(${asked}) { items { id } pageInfo { endCursor hasNextPage } } }`))
      .list;

  it.each([
    ['clients', ''],
    ['clients', ', search: "HARBOUR"'],
    ['contacts', ', search: "ana nº1"'],
    ['products', ', includeInactive: true'],
    ['documents', ''],
    ['documents', ', state: DRAFT'],
    ['opportunities', ''],
    ['opportunities', ', search: "deal harbour"'],
    ['opportunities', ', orderBy: CLOSE_DATE'],
    ['opportunities', ', orderBy: VALUE'],
  ])('begins a page of %s(%s) anywhere, counted from the start or from the end', async (field, narrowed) => {
    const all = (await part(field, `first: 200${narrowed}`)).items;
    const middle = await part(field, `first: 10, offset: 20${narrowed}`);
    expect(middle.items).toEqual(all.slice(20, 30));
    expect(middle.pageInfo.hasNextPage).toBe(true);
    const next = await part(field, `first: 5, after: "${middle.pageInfo.endCursor}"${narrowed}`);
    expect(next.items).toEqual(all.slice(30, 35));
    const end = await part(field, `first: 10, offset: -10${narrowed}`);
    expect(end.items).toEqual(all.slice(-10));
    expect(end.pageInfo.hasNextPage).toBe(false);
    const beforeEnd = await part(field, `first: 10, offset: -25${narrowed}`);
    expect(beforeEnd.items).toEqual(all.slice(-25, -15));
    expect(beforeEnd.pageInfo.hasNextPage).toBe(true);
    expect((await part(field, `first: 10, offset: ${all.length}${narrowed}`)).items).toEqual([]);
    expect((await part(field, `first: 10, offset: -1000${narrowed}`)).items).toEqual([]);
  });

  it.each([
    ['clients', 'PLACE', 'city region'],
    ['clients', 'PHONE', 'phone'],
    ['clients', 'TYPE', 'type'],
    ['clients', 'STATUS', 'status'],
    ['clients', 'CHANGED', 'updatedAt'],
    ['clients', 'NAME', 'name'],
    ['contacts', 'CLIENT', 'client { name }'],
    ['contacts', 'TITLE', 'title'],
    ['contacts', 'EMAIL', 'email'],
    ['products', 'SKU', 'sku'],
    ['products', 'CATEGORY', 'category'],
    ['products', 'PRICE', 'price'],
    ['products', 'CHANGED', 'updatedAt'],
    ['opportunities', 'NAME', 'name'],
    ['opportunities', 'CLIENT', 'client { name }'],
    ['opportunities', 'STAGE', 'stage { position }'],
    ['opportunities', 'OWNER', 'owner { name }'],
    ['opportunities', 'CLOSE_DATE', 'expectedCloseDate'],
    ['opportunities', 'VALUE', 'amount'],
    ['documents', 'TITLE', 'title'],
    ['documents', 'OPPORTUNITY', 'opportunity { name }'],
    ['documents', 'CLIENT', 'opportunity { client { name } }'],
    ['documents', 'CREATED', 'createdAt'],
    ['documents', 'CHANGED', 'updatedAt'],
  ])(
    'orders %s by %s both ways, the same by pages and from any place, with the empty ones last',
    async (field, order, shown) => {
      for (const descending of [false, true]) {
        const narrowed = `, orderBy: ${order}, descending: ${descending}`;
        const read = async (asked: string) =>
          (
            await fixture.ask<{
              list: { items: { id: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
            }>(`{ list: ${field}(${asked}${narrowed}) { items { id ${shown} } pageInfo { endCursor hasNextPage } } }`)
          ).list;
        const all: { id: string }[] = [];
        for (let after = ''; ; ) {
          const page = await read(`first: 50, after: ${JSON.stringify(after)}`);
          all.push(...page.items);
          if (!page.pageInfo.hasNextPage) break;
          after = page.pageInfo.endCursor;
        }
        expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
        expect(all.length).toBeGreaterThan(50);
        expect((await read('first: 10, offset: 20')).items).toEqual(all.slice(20, 30));
        expect((await read('first: 10, offset: -25')).items).toEqual(all.slice(-25, -15));
        const texts = all.map(({ id: _id, ...row }) => JSON.stringify(Object.values(row)));
        const filled = texts.filter((text) => !/^\[(null,?)+\]$/.test(text));
        expect(texts.slice(0, filled.length)).toEqual(filled);
        if (order !== 'PRICE' && order !== 'VALUE')
          expect(filled.map((text) => text.toLowerCase())).toEqual(
            filled.map((text) => text.toLowerCase()).sort((a, b) => (a < b ? -1 : 1) * (descending ? -1 : 1)),
          );
      }
    },
  );

  it('orders quotes by state as a quote goes through them', async () => {
    const { list } = await fixture.ask<{ list: { items: { state: string }[] } }>(
      '{ list: documents(first: 200, kind: QUOTE, orderBy: STATE) { items { state } } }',
    );
    const states = list.items.map(({ state }) => state);
    expect([...new Set(states)]).toEqual(['DRAFT', 'SENT', 'DECLINED']);
    expect(states.indexOf('DECLINED')).toBe(states.lastIndexOf('SENT') + 1);
  });

  it('narrows by when a record was created and last changed, from a moment on and before another one', async () => {
    const count = async (asked: string) =>
      (await fixture.ask<{ list: { totalCount: number } }>(`{ list: clients(${asked}) { totalCount } }`)).list
        .totalCount;
    expect(await count('created: { from: "2026-01-11T00:00:00Z" }')).toBe(111);
    expect(await count('created: { from: "2026-01-11T00:00:00Z", before: "2026-01-12T00:00:00Z" }')).toBe(1);
    expect(await count('created: { before: "2026-01-11T00:00:00+01:00" }')).toBe(9);
    expect(await count('changed: { before: "2026-01-01T00:00:10Z" }')).toBe(29);
    expect(await count('created: { from: "2026-01-11T00:00:00Z" }, changed: { before: "2026-01-01T00:00:10Z" }')).toBe(
      20,
    );
    expect(await count('created: {}')).toBe(120);
    for (const field of ['contacts', 'products']) {
      const { old, recent } = await fixture.ask<Record<string, { totalCount: number }>>(
        `{ old: ${field}(changed: { before: "2020-01-01T00:00:00Z" }) { totalCount }
           recent: ${field}(created: { from: "2020-01-01T00:00:00Z" }) { totalCount } }`,
      );
      expect(old?.totalCount).toBe(0);
      expect(recent?.totalCount).toBeGreaterThan(50);
    }
  });

  it('refuses a cursor of another order', async () => {
    const { pageInfo } = await part('clients', 'first: 1, orderBy: TYPE');
    for (const order of ['', ', orderBy: STATUS', ', orderBy: TYPE, descending: true'])
      await expect(part('clients', `first: 1, after: "${pageInfo.endCursor}"${order}`)).rejects.toThrow(
        'Start again without "after"',
      );
  });

  it('narrows by what a list shows, and names what occurs', async () => {
    const count = async (field: string, asked: string) =>
      (await fixture.ask<{ list: { totalCount: number } }>(`{ list: ${field}(${asked}) { totalCount } }`)).list
        .totalCount;
    expect(await count('clients', 'type: "Customer"')).toBe(40);
    expect(await count('clients', 'type: "Customer", status: "Active"')).toBe(20);
    expect(await count('products', 'category: "Hardware"')).toBe(29);
    expect(await count('products', 'isActive: false')).toBe(1);
    expect(await count('products', 'isActive: true, includeInactive: true')).toBe(59);
    expect(await count('clients', 'standing: NOT_SENT')).toBe(120);
    expect(await count('clients', 'standing: LINKED')).toBe(0);
    expect(await count('opportunities', 'standing: NOT_SENT, kind: OPEN')).toBe(120);
    expect(await count('opportunities', 'standing: LINKED')).toBe(0);
    const { types, statuses, categories } = await fixture.ask<Record<string, string[]>>(
      '{ types: listedValues(field: CLIENT_TYPE) statuses: listedValues(field: CLIENT_STATUS) categories: listedValues(field: PRODUCT_CATEGORY) }',
    );
    expect({ types, statuses, categories }).toEqual({
      types: ['Customer'],
      statuses: ['Active', 'Former'],
      categories: ['Hardware'],
    });
  });

  it('refuses a place and a cursor at once', async () => {
    const { pageInfo } = await part('clients', 'first: 1');
    await expect(part('clients', `offset: 5, after: "${pageInfo.endCursor}"`)).rejects.toThrow('not with both');
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

  it('orders and narrows quotes in as many statements as without', async () => {
    const ask = async (asked: string): Promise<number> => {
      fixture.statements.length = 0;
      await fixture.ask(`{ documents(first: 10${asked}) { items { id title } pageInfo { hasNextPage } } }`);
      return fixture.statements.length;
    };
    expect(await ask(', kind: QUOTE, orderBy: CLIENT')).toBe(await ask(''));
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
