import { createTestApp, type TestApp } from '../../../../test/support/test-app.ts';

const save = `mutation ($input: SyncSettingsInput!) { saveSyncSettings(input: $input) {
  settings { productMap { standard nameTo identifierFrom types { value remoteId } } taxMap { pairs { taxRegionId taxCodeId } } }
  problems { code field message } } }`;
const importCodes = `mutation ($apply: Boolean!, $decisions: [TaxClashInput!]) { importTaxCodes(apply: $apply, decisions: $decisions) {
  applied items { taxCodeId label state regionName taxRegionId rate rateBefore notes } problems { code field message } } }`;
const taxMapping = `{ taxMapping { importedAt drift { kind message taxRegionId }
  regions { id name taxableRate taxCodeId by codeLabel codeRate isCodeActive importedAt notes } } }`;

interface ImportItem {
  taxCodeId: string;
  label: string;
  state: string;
  notes: string[];
}

describe('mapping of products and taxes over GraphQL', () => {
  let app: TestApp;
  const rows = <T extends object>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const saved = async (input: object) => (await app.graphql(save, { input })).saveSyncSettings;
  const imported = async (apply: boolean, decisions?: object[]) =>
    (await app.graphql(importCodes, { apply, decisions })).importTaxCodes;
  const stateOf = (answer: { items: ImportItem[] }) =>
    Object.fromEntries(answer.items.map((item) => [item.label, item.state]));
  const regions = () =>
    rows<{ name: string; taxable: string; nonTaxable: string }>(
      `select r.name, trim_scale(t.rate)::text as taxable, trim_scale(n.rate)::text as "nonTaxable" from tax_region r
       join tax_category t on t.tax_region_id = r.id and t.name = 'Taxable'
       join tax_category n on n.tax_region_id = r.id and n.name = 'Non-taxable' order by r.name`,
    );

  beforeAll(async () => {
    app = await createTestApp();
    await rows(
      `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
    );
    await rows(`insert into product (name, sku, type, category, subcategory, kind) values
      ('Laptop', 'LT-1', 'hardware', 'Hardware', 'Laptops', 'product'), ('Tablet', 'lt-1', 'Hardware', 'Hardware', 'Laptops', 'product'),
      ('Suite', null, 'Licences', null, null, 'product'), ('Kit', 'KIT', null, 'Bundles', null, 'bundle'), ('Cable', ' ', null, null, null, 'product')`);
  });
  afterAll(() => app.stop());

  it('R7: have nothing to show, and refuse an import, before ConnectWise is connected', async () => {
    expect(await app.graphql('{ productMapping { nameClashes } taxMapping { importedAt } }')).toEqual({
      productMapping: null,
      taxMapping: null,
    });
    expect((await imported(false)).problems).toMatchObject([{ code: 'not_connected' }]);
  });

  describe('once connected', () => {
    beforeAll(async () => {
      const { url: siteUrl, company: loginCompany, publicKey, privateKey } = app.sandbox;
      const { connect } = await app.graphql(
        'mutation ($input: ConnectInput!) { connect(input: $input) { problems { message } } }',
        { input: { siteUrl, loginCompany, publicKey, privateKey } },
      );
      expect(connect.problems).toEqual([]);
    });

    it('A12: shows what each value in use comes to, with the count and the rule', async () => {
      const { productMapping } = await app.graphql(
        `{ productMapping { nameClashes types { value count label rule } categories { value count label rule } classes { value isBundle count label rule } } }`,
      );
      expect(productMapping.types).toEqual([
        { value: expect.stringMatching(/^hardware$/i), count: 2, label: 'Hardware', rule: 'EQUAL_NAME' },
        { value: null, count: 2, label: 'Hardware', rule: 'CONNECTWISE_DEFAULT' },
        { value: 'Licences', count: 1, label: 'Hardware', rule: 'CONNECTWISE_DEFAULT' },
      ]);
      expect(productMapping.categories).toContainEqual({
        value: 'Hardware > Laptops',
        count: 2,
        label: 'Hardware > Laptops',
        rule: 'EQUAL_NAME',
      });
      expect(productMapping.classes).toContainEqual({
        value: null,
        isBundle: true,
        count: 1,
        label: 'Bundle',
        rule: 'BUNDLE',
      });
    });

    it('R42: counts the products that lack the source of the Product ID or share it, and lists them page by page', async () => {
      const counts = 'products lacking tooLong shared sharedValues';
      const answer = await app.graphql(
        `{ sku: productIdCounts(source: SKU) { ${counts} } name: productIdCounts(source: NAME) { ${counts} } }`,
      );
      expect(answer.sku).toEqual({ products: 5, lacking: 2, tooLong: 0, shared: 2, sharedValues: 1 });
      expect(answer.name).toEqual({ products: 5, lacking: 0, tooLong: 0, shared: 0, sharedValues: 0 });
      const page = `query ($after: String) { productsWithoutOwnId(source: SKU, standing: SHARED, first: 1, after: $after) {
        items { name value } pageInfo { endCursor hasNextPage } } }`;
      const first = (await app.graphql(page)).productsWithoutOwnId;
      const second = (await app.graphql(page, { after: first.pageInfo.endCursor })).productsWithoutOwnId;
      expect([...first.items, ...second.items].map((item: { name: string }) => item.name).sort()).toEqual([
        'Laptop',
        'Tablet',
      ]);
      expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
    });

    it('R39: wants a choice for the name before the start', async () => {
      const mapping = async () =>
        (await app.graphql('{ setupSteps { step state problems { field } } }')).setupSteps.find(
          (step: { step: string }) => step.step === 'MAPPING',
        );
      expect((await mapping()).problems).toContainEqual({ field: 'productMap.nameTo' });
      expect((await saved({ productMap: { nameTo: 'IDENTIFIER' } })).problems).toEqual([]);
      expect((await mapping()).problems).not.toContainEqual({ field: 'productMap.nameTo' });
    });

    it('R40: refuses a description without a source for the Product ID, at that field', async () => {
      expect(await saved({ productMap: { nameTo: 'DESCRIPTION' } })).toMatchObject({
        settings: null,
        problems: [{ code: 'identifier_source_required', field: 'productMap.identifierFrom' }],
      });
      expect(
        (await saved({ productMap: { nameTo: 'DESCRIPTION', identifierFrom: 'SKU' } })).settings.productMap,
      ).toMatchObject({
        nameTo: 'DESCRIPTION',
        identifierFrom: 'SKU',
      });
    });

    it('R37, R38: keeps one-to-one pairs while they are hidden, and lets the database keep them unique', async () => {
      const types = [{ value: 'Licences', remoteId: '2' }];
      expect((await saved({ productMap: { standard: false, types } })).settings.productMap.types).toEqual(types);
      expect((await saved({ productMap: { standard: true } })).settings.productMap).toMatchObject({
        standard: true,
        types,
      });
      expect(
        await saved({ productMap: { standard: false, types: [{ value: 'Other', remoteId: '2' }] } }),
      ).toMatchObject({
        settings: null,
        problems: [
          {
            code: 'mapping_taken',
            field: 'productMap.types.0.remoteId',
            message: expect.stringContaining('"Software" is mapped to "Licences"'),
          },
        ],
      });
      await expect(
        rows(
          `insert into mapping (connection_id, kind, local_key, remote_key) select id, 'product_type', 'other', '2' from connection`,
        ),
      ).rejects.toThrow(/mapping_remote/);
    });

    describe('R43: an import of tax codes', () => {
      it('R44, R45: previews without writing, then makes one region of each code with Taxable and Non-taxable', async () => {
        const preview = await imported(false);
        expect(preview).toMatchObject({ applied: false, problems: [] });
        expect(stateOf(preview)).toEqual({
          State: 'NEW',
          'Hillsborough County': 'NEW',
          Georgia: 'NEW',
          'Tax Exempt': 'NEW',
          'Florida before 2018': 'SKIPPED',
        });
        expect(await regions()).toEqual([]);
        expect((await imported(true)).applied).toBe(true);
        expect(await regions()).toEqual([
          { name: 'Georgia', taxable: '7', nonTaxable: '0' },
          { name: 'Hillsborough County', taxable: '8', nonTaxable: '0' },
          { name: 'State', taxable: '6', nonTaxable: '0' },
          { name: 'Tax Exempt', taxable: '0', nonTaxable: '0' },
        ]);
      });

      it('tells in words what a rate cannot express, and why a code is left out', async () => {
        const notes = Object.fromEntries(
          (await imported(false)).items.map((item: ImportItem) => [item.label, item.notes]),
        );
        expect(notes['Hillsborough County']).toEqual([expect.stringContaining('taxes only the first 5,000')]);
        expect(notes['Florida before 2018']).toEqual([expect.stringContaining('has ended on 2018-01-01')]);
        expect(notes.Georgia).toEqual([]);
      });

      it('R45: makes nothing twice when it is repeated', async () => {
        const again = await imported(true);
        expect(stateOf(again)).toMatchObject({ State: 'UNCHANGED', Georgia: 'UNCHANGED' });
        expect(await regions()).toHaveLength(4);
      });

      it('shows the regions with their codes', async () => {
        const { taxMapping: found } = await app.graphql(taxMapping);
        expect(found.importedAt).toEqual(expect.any(String));
        expect(found.drift).toEqual([]);
        expect(found.regions.find((r: { name: string }) => r.name === 'Georgia')).toMatchObject({
          taxableRate: '7',
          taxCodeId: '13',
          by: 'IMPORT',
          codeLabel: 'Georgia',
          codeRate: '7',
          isCodeActive: true,
        });
      });

      it('tells a rate that changed since as drift, until the next import; quotes that exist keep their rate', async () => {
        const [client] = await rows<{ id: string }>(
          `insert into client (name, tax_region_id) select 'Peach', id from tax_region where name = 'Georgia' returning id`,
        );
        const [stage] = (await app.graphql('{ pipelineStages { id } }')).pipelineStages;
        const { createOpportunity } = await app.graphql(
          'mutation ($input: OpportunityInput!) { createOpportunity(input: $input) { opportunity { id } problems { message } } }',
          { input: { name: 'Peach', clientId: client?.id, stageId: stage.id } },
        );
        const [category] = await rows<{ id: string }>(
          `select k.id from tax_category k join tax_region r on r.id = k.tax_region_id where r.name = 'Georgia' and k.name = 'Taxable'`,
        );
        const { createQuote } = await app.graphql(
          'mutation ($id: ID!, $input: QuoteInput!) { createQuote(opportunityId: $id, input: $input) { document { tax } problems { message } } }',
          {
            id: createOpportunity.opportunity.id,
            input: {
              title: 'Offer',
              lines: [{ description: 'One', quantity: '1', price: '100', cost: '0', taxCategoryId: category?.id }],
            },
          },
        );
        expect(createQuote).toMatchObject({ document: { tax: '7.00' }, problems: [] });
        app.sandbox.store.patch('taxCodes', 13, { levelOneRate: 0.075 });
        await app.graphql('mutation { refreshReferenceData { problems { message } } }');
        expect((await app.graphql(taxMapping)).taxMapping.drift).toMatchObject([
          {
            kind: 'RATE_CHANGED',
            message: expect.stringContaining('takes 7.5 % in ConnectWise and 7 % here; used by tax region Georgia.'),
          },
        ]);
        const change = await imported(true);
        expect(change.items.find((item: ImportItem) => item.label === 'Georgia')).toMatchObject({
          state: 'CHANGED',
          rate: '7.5',
          rateBefore: '7',
        });
        expect(await regions()).toContainEqual({ name: 'Georgia', taxable: '7.5', nonTaxable: '0' });
        expect((await app.graphql(taxMapping)).taxMapping.drift).toEqual([]);
        expect(await rows(`select trim_scale(tax_rate)::text as rate from quote_line`)).toEqual([{ rate: '7' }]);
        const { auditEvents } = await app.graphql(
          '{ auditEvents(first: 1) { items { name description changes { field from to } } } }',
        );
        expect(auditEvents.items).toMatchObject([
          { name: 'Tax codes', changes: [{ field: 'Georgia', from: '7 %', to: '7.5 %' }] },
        ]);
      });

      it('asks about a region that has the name of a new code, and takes it over when told', async () => {
        await rows(`with r as (insert into tax_region (name) values ('Alabama') returning id)
          insert into tax_category (tax_region_id, name, rate) select id, n, 0 from r, (values ('Taxable'), ('Non-taxable')) k(n)`);
        const made = app.sandbox.store.insert('taxCodes', {
          identifier: 'AL',
          description: 'Alabama',
          invoiceCaption: 'Tax',
          effectiveDate: '2015-01-01T00:00:00Z',
          levelOneRate: 0.04,
          levelOneRateType: 'Percent',
          levelOneProductsFlag: true,
        });
        expect(stateOf(await imported(false))).toMatchObject({ Alabama: 'CLASH' });
        const id = String(made.id);
        expect(await imported(true)).toMatchObject({
          applied: false,
          problems: [{ code: 'name_taken', field: `decisions.${id}`, message: expect.stringContaining('"Alabama"') }],
        });
        expect((await imported(true, [{ taxCodeId: id, decision: 'LEAVE_OUT' }])).applied).toBe(true);
        expect(await regions()).toContainEqual({ name: 'Alabama', taxable: '0', nonTaxable: '0' });
        expect((await imported(true, [{ taxCodeId: id, decision: 'ADOPT' }])).applied).toBe(true);
        expect(await regions()).toContainEqual({ name: 'Alabama', taxable: '4', nonTaxable: '0' });
        expect(stateOf(await imported(false))).toMatchObject({ Alabama: 'UNCHANGED' });
      });
    });

    it('R43: says which right is missing when ConnectWise refuses the list, and keeps what it knows', async () => {
      app.sandbox.deny('/finance/taxCodes');
      expect(await imported(true)).toMatchObject({
        applied: false,
        problems: [{ code: 'forbidden', field: 'tax_code', message: expect.stringContaining('security role') }],
      });
      app.sandbox.allowAll();
      expect((await app.graphql(taxMapping)).taxMapping.drift).toEqual([]);
    });

    it('R46: maps a region directly to a code, one of both for each', async () => {
      const [own] = await rows<{ id: string }>(`insert into tax_region (name) values ('Nowhere') returning id`);
      const made = app.sandbox.store.insert('taxCodes', {
        identifier: 'TX',
        description: 'Texas',
        invoiceCaption: 'Tax',
        effectiveDate: '2015-01-01T00:00:00Z',
      });
      await app.graphql('mutation { refreshReferenceData { problems { message } } }');
      const [georgia] = await rows<{ id: string }>(`select id from tax_region where name = 'Georgia'`);
      const pair = (taxRegionId: string | undefined, taxCodeId: string) =>
        saved({ taxMap: { pairs: [{ taxRegionId, taxCodeId }] } });
      expect((await pair(georgia?.id, String(made.id))).problems).toMatchObject([
        { code: 'imported_region', field: 'taxMap.pairs.0.taxRegionId' },
      ]);
      expect((await pair(own?.id, '13')).problems).toMatchObject([
        {
          code: 'mapping_taken',
          field: 'taxMap.pairs.0.taxCodeId',
          message: expect.stringContaining('imported as tax region "Georgia"'),
        },
      ]);
      expect((await pair(own?.id, String(made.id))).settings.taxMap.pairs).toEqual([
        { taxRegionId: own?.id, taxCodeId: String(made.id) },
      ]);
      expect(stateOf(await imported(false))).toMatchObject({ Texas: 'MAPPED' });
    });

    it('roles: support and viewer see the maps and may not import', async () => {
      for (const as of ['support', 'viewer'] as const) {
        expect((await app.graphql(taxMapping, {}, { as })).taxMapping.regions.length).toBeGreaterThan(0);
        const { errors } = await app.ask(importCodes, { apply: true }, { as });
        expect(errors?.[0]?.extensions?.code).toBe('forbidden');
      }
    });
  });
});
