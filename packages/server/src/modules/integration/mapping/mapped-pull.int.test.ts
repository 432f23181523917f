import { configurationSchema } from '@causeway/shared/forms/configuration/configuration';
import { openSyncFixture, type SyncFixture } from '../../../../test/support/sync-fixture.ts';

/** What the admin chose about products and taxes, seen in the CRM after a pull. */
describe('pulling by the product map and the tax map', () => {
  let fixture: SyncFixture;
  const item = (id: number, fields: object = {}) => ({
    id,
    identifier: `CAT-${id}`,
    description: `Item ${id}`,
    customerDescription: `Long text of ${id}`,
    productClass: 'Inventory',
    type: { id: 1, name: 'Hardware' },
    category: { id: 1, name: 'Network' },
    subcategory: { id: 6, name: 'Firewalls' },
    price: 10,
    _info: { lastUpdated: `2026-01-01T00:00:${String(id % 60).padStart(2, '0')}Z` },
    ...fields,
  });
  const by = (configuration: object) => ({ configuration: configurationSchema.parse(configuration) });
  const products = (names: string[]) =>
    fixture.rows(
      `select name, sku, description, type, category, subcategory, product_class as class from product where name = any($1) order by name`,
      [names],
    );
  const eventsOf = (remoteId: number) =>
    fixture.rows<{ status: string; code: string | null; description: string }>(
      `select status, code, description from audit_event where entity = 'product' and remote_id = $1 order by seq desc limit 1`,
      [String(remoteId)],
    );

  beforeAll(async () => {
    fixture = await openSyncFixture();
  });
  afterAll(() => fixture.test.drop());

  it('R39: names a product by its Product ID, or by its description', async () => {
    await fixture.take('product', [item(1)], by({ productMap: { nameTo: 'identifier' } }));
    await fixture.take('product', [item(2)], by({ productMap: { nameTo: 'description', identifierFrom: 'sku' } }));
    await fixture.take(
      'product',
      [item(3)],
      by({ productMap: { nameTo: 'description', identifierFrom: 'description' } }),
    );
    expect(await products(['CAT-1', 'Item 2', 'Item 3'])).toMatchObject([
      { name: 'CAT-1', sku: null, description: 'Long text of 1' },
      { name: 'Item 2', sku: 'CAT-2', description: 'Long text of 2' },
      { name: 'Item 3', sku: null, description: 'CAT-3' },
    ]);
  });

  it('R38: brings the values that were mapped to ConnectWise’s options', async () => {
    const productMap = {
      standard: false,
      nameTo: 'description',
      identifierFrom: 'sku',
      types: [{ value: 'Kit', remoteId: '1' }],
      categories: [{ value: 'Edge > Walls', category: 'Edge', subcategory: 'Walls', remoteId: '6' }],
      classes: [{ value: 'Stock', remoteId: 'Inventory' }],
      identifiers: [{ value: 'OUR-4', remoteId: 'CAT-4' }],
    };
    await fixture.take('product', [item(4)], by({ productMap }));
    expect(await products(['Item 4'])).toMatchObject([
      { sku: 'OUR-4', type: 'Kit', category: 'Edge', subcategory: 'Walls', class: 'Stock' },
    ]);
  });

  it('R41: does not merge a product whose name belongs to another linked one, makes no copy of another name, and names both', async () => {
    const names = by({ productMap: { nameTo: 'description', identifierFrom: 'sku' } });
    await fixture.take('product', [item(10, { description: 'Twin' })], names);
    const counts = await fixture.take('product', [item(11, { description: 'Twin' })], names);
    expect(counts.failed).toBe(1);
    expect(await fixture.rows(`select name from product where name ilike 'twin%'`)).toEqual([{ name: 'Twin' }]);
    const [event] = await eventsOf(11);
    expect(event).toMatchObject({ status: 'error', code: 'name_taken' });
    expect(event?.description).toContain('"Twin"');
    expect(event?.description).toContain('which is linked to ConnectWise catalog item 10');
  });

  it('R41: neither when a linked product is renamed to the name of another', async () => {
    const names = by({ productMap: { nameTo: 'description', identifierFrom: 'sku' } });
    await fixture.take('product', [item(12, { description: 'Alone' })], names);
    const later = { description: 'TWIN', _info: { lastUpdated: '2026-02-01T00:00:00Z' } };
    const counts = await fixture.take('product', [item(12, later)], names);
    expect(counts.failed).toBe(1);
    expect(await products(['Alone'])).toHaveLength(1);
    expect((await eventsOf(12))[0]?.description).toContain('catalog item 10');
  });

  it('R42: two items of one description both come in when the name is the Product ID', async () => {
    const counts = await fixture.take(
      'product',
      [item(20, { description: 'Same' }), item(21, { description: 'Same' })],
      by({ productMap: { nameTo: 'identifier' } }),
    );
    expect(counts).toMatchObject({ created: 2, failed: 0 });
  });

  it('links an unlinked product by its name where the name is the Product ID, and leaves its SKU alone', async () => {
    await fixture.rows(`insert into product (name, sku) values ('CAT-30', 'OURS-30')`);
    const counts = await fixture.take('product', [item(30)], by({ productMap: { nameTo: 'identifier' } }));
    expect(counts).toMatchObject({ linked: 1, failed: 0 });
    expect(await products(['CAT-30'])).toMatchObject([{ sku: 'OURS-30' }]);
  });

  it('R47: a client gets the tax region that stands for its company’s tax code, and keeps its own otherwise', async () => {
    const [region] = await fixture.rows<{ id: string }>(
      `insert into tax_region (name) values ('Georgia') returning id`,
    );
    const taxMap = { pairs: [{ taxRegionId: region?.id, taxCodeId: '13' }] };
    const company = (id: number, taxCode: object | null, second = 0) => ({
      id,
      name: `Company ${id}`,
      identifier: `C${id}`,
      taxCode,
      _info: { lastUpdated: `2026-01-01T00:00:0${second}Z` },
    });
    await fixture.take(
      'company',
      [company(1, { id: 13, name: 'Georgia' }), company(2, { id: 11, name: 'State' })],
      by({ taxMap }),
    );
    const regions = () => fixture.rows(`select name, tax_region_id as region from client order by name`);
    expect(await regions()).toEqual([
      { name: 'Company 1', region: region?.id },
      { name: 'Company 2', region: null },
    ]);
    await fixture.take('company', [company(1, { id: 11, name: 'State' }, 5)], by({ taxMap }));
    expect((await regions())[0]).toEqual({ name: 'Company 1', region: region?.id });
  });
});
