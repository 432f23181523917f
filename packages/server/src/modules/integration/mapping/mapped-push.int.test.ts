import { insertDeal, openPushFixture, type PushFixture, win } from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';

interface Item {
  id: number;
  [field: string]: unknown;
}

/** What the admin chose about products and taxes, seen in ConnectWise after a push. */
describe('pushing by the product map and the tax map', () => {
  let fixture: PushFixture;
  const catalog = () => fixture.sandbox.store.list('catalog') as Item[];
  const item = (identifier: string) => catalog().find((row) => row.identifier === identifier);
  const choose = (configuration: object) =>
    fixture.rows(settingsWith, [fixture.connectionId, JSON.stringify(configuration)]);
  const pushed = async (deal: { opportunityId: string }) => {
    await win(fixture, deal);
    await fixture.run();
    const [request] = await fixture.rows<{ state: string }>(`select state from push_request where local_id = $1`, [
      deal.opportunityId,
    ]);
    return request?.state;
  };
  const issueOf = async (opportunityId: string) => {
    const [issue] = await fixture.rows<{ code: string; message: string; advice: string }>(
      `select code, message, advice from sync_issue where local_id = $1 and state = 'open'`,
      [opportunityId],
    );
    return issue;
  };
  const remoteOf = async (entity: string, localId: string) => {
    const [link] = await fixture.rows<{ remote_id: string }>(
      `select remote_id from entity_link where entity = $1 and local_id = $2`,
      [entity, localId],
    );
    return Number(link?.remote_id);
  };
  const linesOf = (opportunityId: number) =>
    (fixture.sandbox.store.list('products') as Item[])
      .filter((line) => (line.opportunity as { id: number } | undefined)?.id === opportunityId)
      .sort((a, b) => Number(a.sequenceNumber) - Number(b.sequenceNumber));
  const setProduct = (id: string | undefined, set: string) =>
    fixture.rows(`update product set ${set} where id = $1`, [id]);

  beforeAll(async () => {
    fixture = await openPushFixture();
  });
  afterAll(() => fixture.close());

  it('R39: makes the name the Product ID', async () => {
    await choose({ productMap: { nameTo: 'identifier' } });
    const deal = await insertDeal(fixture, { lines: 1 });
    await setProduct(deal.productIds[0], `name = 'Edge router', description = 'Router for branches'`);
    expect(await pushed(deal)).toBe('done');
    expect(item('Edge router')).toMatchObject({ description: 'Router for branches' });
  });

  it('R40: fails a product without the chosen source, makes no catalog item, and goes on once it has one', async () => {
    await choose({ productMap: { nameTo: 'description', identifierFrom: 'sku' } });
    const deal = await insertDeal(fixture, { lines: 1 });
    await setProduct(deal.productIds[0], `name = 'Nameless switch', sku = null`);
    const before = catalog().length;
    expect(await pushed(deal)).not.toBe('done');
    expect(await issueOf(deal.opportunityId)).toMatchObject({
      code: 'identifier_missing',
      message: expect.stringContaining('Product "Nameless switch" has no SKU'),
      advice: expect.stringContaining('Mapping, Products'),
    });
    expect(catalog()).toHaveLength(before);
    await setProduct(deal.productIds[0], `sku = 'SW-1'`);
    await fixture.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'won' });
    await fixture.run();
    expect(item('SW-1')).toMatchObject({ description: 'Nameless switch' });
    expect(await issueOf(deal.opportunityId)).toBeUndefined();
  });

  it('A12: goes by equal names, else by the standard default, and adds nothing to ConnectWise’s set-up tables', async () => {
    await choose({
      productMap: {
        nameTo: 'identifier',
        standardDefaults: { productTypeId: '4', subcategoryId: '9', productClass: 'Service' },
      },
    });
    const deal = await insertDeal(fixture, { lines: 2 });
    await setProduct(
      deal.productIds[0],
      `name = 'Suite', type = 'SOFTWARE', category = 'software', subcategory = 'security', product_class = 'Inventory'`,
    );
    await setProduct(deal.productIds[1], `name = 'Odd thing', type = 'Licences', category = 'Bundles'`);
    const tables = () =>
      ['categories', 'subcategories', 'productTypes'].map((name) => fixture.sandbox.store.count(name));
    const before = tables();
    expect(await pushed(deal)).toBe('done');
    expect(item('Suite')).toMatchObject({
      type: { name: 'Software' },
      category: { name: 'Software' },
      subcategory: { name: 'Security' },
      productClass: 'Inventory',
    });
    expect(item('Odd thing')).toMatchObject({ type: { id: 4 }, subcategory: { id: 9 }, productClass: 'Service' });
    expect(tables()).toEqual(before);
  });

  it('R38: goes by the one-to-one maps, and names the value that lacks an option', async () => {
    const productMap = {
      standard: false,
      nameTo: 'identifier',
      types: [{ value: 'Kit', remoteId: '2' }],
      categories: [{ value: 'Kit > Edge', category: 'Kit', subcategory: 'Edge', remoteId: '6' }],
      classes: [{ value: 'Stock', remoteId: 'Inventory' }],
      identifiers: [{ value: 'Gateway', remoteId: 'GW-9' }],
    };
    await choose({ productMap });
    const deal = await insertDeal(fixture, { lines: 1 });
    const [product] = deal.productIds;
    await setProduct(
      product,
      `name = 'Gateway', type = 'Gear', category = 'Kit', subcategory = 'Edge', product_class = 'Stock'`,
    );
    expect(await pushed(deal)).not.toBe('done');
    expect(await issueOf(deal.opportunityId)).toMatchObject({
      code: 'setup_missing',
      message:
        '"Gear" is not mapped to a product type of ConnectWise. The catalog item of product "Gateway" needs one.',
      advice: expect.stringContaining('Open Settings, Integrations, Mapping, Products'),
    });
    await choose({ productMap: { ...productMap, types: [...productMap.types, { value: 'Gear', remoteId: '1' }] } });
    await fixture.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'won' });
    await fixture.run();
    expect(item('GW-9')).toMatchObject({ type: { id: 1 }, subcategory: { id: 6 }, productClass: 'Inventory' });
  });

  it('A3: links a catalog item that has the Product ID, and overwrites nothing of it on a win', async () => {
    await choose({ productMap: { nameTo: 'description', identifierFrom: 'sku' } });
    const there = fixture.sandbox.store.insert('catalog', {
      identifier: 'FW-OLD',
      description: 'Firewall as written in ConnectWise',
      customerDescription: 'Theirs',
      subcategory: { id: 6 },
      type: { id: 1 },
      price: 12,
    });
    const deal = await insertDeal(fixture, { lines: 1 });
    await setProduct(deal.productIds[0], `sku = 'FW-OLD'`);
    expect(await pushed(deal)).toBe('done');
    expect(await remoteOf('product', deal.productIds[0] ?? '')).toBe(there.id);
    expect(fixture.sandbox.store.get('catalog', there.id)).toMatchObject({
      description: 'Firewall as written in ConnectWise',
      price: 12,
    });
  });

  it('never drops discounts and shipping: each goes behind the item that was named for it', async () => {
    await choose({ productMap: { nameTo: 'identifier', lineItems: { shipping: 'SHIP', discount: 'DISC' } } });
    for (const identifier of ['SHIP', 'DISC'])
      fixture.sandbox.store.insert('catalog', {
        identifier,
        description: identifier,
        customerDescription: identifier,
        subcategory: { id: 6 },
        type: { id: 4 },
      });
    const deal = await insertDeal(fixture, { lines: 1 });
    await fixture.rows(
      `insert into quote_line (document_id, position, description, quantity, price) values
       ($1, 2, 'Shipping', 1, 25), ($1, 3, 'Loyalty discount', 1, -10), ($1, 4, 'Site survey', 1, 80)`,
      [deal.quoteId],
    );
    expect(await pushed(deal)).toBe('done');
    const lines = linesOf(await remoteOf('opportunity', deal.opportunityId));
    expect(lines.map((line) => [(line.catalogItem as { identifier: string }).identifier, line.extPrice])).toEqual([
      [expect.any(String), 199],
      ['SHIP', 25],
      ['DISC', -10],
      ['CAUSEWAY-MISC', 80],
    ]);
  });

  it('stops when the item named for such lines is not there, instead of leaving a line out', async () => {
    await choose({ productMap: { nameTo: 'identifier', lineItems: { shipping: 'NO-SUCH' } } });
    const deal = await insertDeal(fixture, { lines: 0 });
    await fixture.rows(
      `insert into quote_line (document_id, position, description, quantity, price) values ($1, 1, 'Freight', 1, 25)`,
      [deal.quoteId],
    );
    expect(await pushed(deal)).not.toBe('done');
    expect(await issueOf(deal.opportunityId)).toMatchObject({
      code: 'line_item_missing',
      message: 'ConnectWise has no catalog item "NO-SUCH", which stands for shipping lines.',
    });
  });

  describe('R47: taxes', () => {
    const regionWith = async (name: string, rate: string) => {
      const [region] = await fixture.rows<{ id: string }>(`insert into tax_region (name) values ($1) returning id`, [
        name,
      ]);
      const categories = await fixture.rows<{ id: string; name: string }>(
        `insert into tax_category (tax_region_id, name, rate) values ($1, 'Taxable', $2), ($1, 'Non-taxable', 0) returning id, name`,
        [region?.id, rate],
      );
      const category = (name: string) => categories.find((one) => one.name === name)?.id;
      return { id: region?.id ?? '', taxable: category('Taxable'), nonTaxable: category('Non-taxable') };
    };
    const taxedDeal = async (region: Awaited<ReturnType<typeof regionWith>>, rate: string) => {
      const deal = await insertDeal(fixture, { lines: 2 });
      await fixture.rows(`update document set tax_region_id = $2 where id = $1`, [deal.quoteId, region.id]);
      await fixture.rows(
        `update quote_line set tax_category_id = case position when 1 then $2::uuid else $3::uuid end, tax_rate = case position when 1 then $4::numeric else 0 end
         where document_id = $1`,
        [deal.quoteId, region.taxable, region.nonTaxable, rate],
      );
      return deal;
    };
    const checkOf = async (opportunityId: string) => {
      const [row] = await fixture.rows<{ status: string; code: string | null; description: string }>(
        `select status, code, description from audit_event where opportunity_id = $1 and operation = 'check' order by seq desc limit 1`,
        [opportunityId],
      );
      return row;
    };

    it('sends Non-taxable lines not taxable, and the region’s tax code on the opportunity and its lines', async () => {
      const georgia = await regionWith('Georgia', '7');
      await choose({
        taxMap: { pairs: [{ taxRegionId: georgia.id, taxCodeId: '13' }] },
        defaults: { taxCodeId: '11' },
      });
      const deal = await taxedDeal(georgia, '7');
      expect(await pushed(deal)).toBe('done');
      const remoteId = await remoteOf('opportunity', deal.opportunityId);
      expect(fixture.sandbox.store.get('opportunities', remoteId)).toMatchObject({
        taxCode: { id: 13 },
        totalSalesTax: 13.93,
      });
      expect(linesOf(remoteId)).toMatchObject([
        { taxableFlag: true, taxCode: { id: 13 } },
        { taxableFlag: false, taxCode: { id: 13 } },
      ]);
      expect(await checkOf(deal.opportunityId)).toMatchObject({ status: 'success', code: null });
    });

    it('uses the default code for a region that is not mapped, and the client’s region without one of the quote', async () => {
      const [georgia] = await fixture.rows<{ id: string }>(`select id from tax_region where name = 'Georgia'`);
      const deal = await insertDeal(fixture, { lines: 1 });
      expect(await pushed(deal)).toBe('done');
      const plain = await remoteOf('opportunity', deal.opportunityId);
      expect(fixture.sandbox.store.get('opportunities', plain)).toMatchObject({ taxCode: { id: 11 } });
      const other = await insertDeal(fixture, { lines: 1 });
      await fixture.rows(`update client set tax_region_id = $2 where id = $1`, [other.clientId, georgia?.id]);
      expect(await pushed(other)).toBe('done');
      const mapped = await remoteOf('opportunity', other.opportunityId);
      expect(fixture.sandbox.store.get('opportunities', mapped)).toMatchObject({ taxCode: { id: 13 } });
    });

    it('tells a difference of taxes with the region, the code, and what the rate cannot express', async () => {
      const county = await regionWith('Hillsborough', '7');
      await choose({ taxMap: { pairs: [{ taxRegionId: county.id, taxCodeId: '12' }] } });
      const deal = await taxedDeal(county, '7');
      expect(await pushed(deal)).toBe('done');
      const check = await checkOf(deal.opportunityId);
      expect(check).toMatchObject({ status: 'info', code: 'tax_differs' });
      expect(check?.description).toContain(
        'ConnectWise computes 15.92 tax by tax code "Hillsborough County", the quote 13.93 by tax region "Hillsborough".',
      );
      expect(check?.description).toContain('The tax code takes 8 %, the quote 7 %.');
      expect(check?.description).not.toContain('Level 2');
      expect(check?.description).toContain('Settings, Integrations, Mapping, Taxes');
    });

    it('tells what the rate cannot express only where the rates are the same', async () => {
      const county = await regionWith('Hillsborough with its cap', '8');
      await choose({ taxMap: { pairs: [{ taxRegionId: county.id, taxCodeId: '12' }] } });
      const deal = await taxedDeal(county, '8');
      await fixture.rows(`update quote_line set quantity = 100 where document_id = $1`, [deal.quoteId]);
      expect(await pushed(deal)).toBe('done');
      const check = await checkOf(deal.opportunityId);
      expect(check).toMatchObject({ status: 'info', code: 'tax_differs' });
      expect(check?.description).toContain('Level 2 taxes only the first 5,000 of a line');
    });

    it('tells that there is no tax region, or none that is mapped, where that is why the taxes differ', async () => {
      await choose({ taxMap: { pairs: [] }, defaults: { taxCodeId: '12' } });
      const deal = await insertDeal(fixture, { lines: 1 });
      await fixture.rows(`update product set is_taxable = true where id = any($1::uuid[])`, [deal.productIds]);
      expect(await pushed(deal)).toBe('done');
      const check = await checkOf(deal.opportunityId);
      expect(check).toMatchObject({ status: 'info', code: 'tax_differs' });
      expect(check?.description).toMatch(
        /the quote 0\.00 without a tax region\. Neither the quote nor its client has a tax region, so nothing is taxed here: choose one on the quote or the client\.$/,
      );
      const other = await regionWith('Nowhere', '5');
      const unmapped = await taxedDeal(other, '5');
      expect(await pushed(unmapped)).toBe('done');
      expect((await checkOf(unmapped.opportunityId))?.description).toContain(
        'by tax region "Nowhere". Tax region "Nowhere" is mapped to no tax code, so the default one was sent.',
      );
    });

    it('P12: holds a push back whose tax code has ended, and says where to mend it', async () => {
      const old = await regionWith('Old Florida', '6.5');
      await choose({ taxMap: { pairs: [{ taxRegionId: old.id, taxCodeId: '15' }] } });
      const deal = await taxedDeal(old, '6.5');
      const before = fixture.sandbox.store.count('opportunities');
      expect(await pushed(deal)).not.toBe('done');
      expect(await issueOf(deal.opportunityId)).toMatchObject({
        code: 'tax_code_missing',
        message: expect.stringContaining('Tax code "Florida before 2018" of tax region "Old Florida" has ended'),
      });
      expect(fixture.sandbox.store.count('opportunities')).toBe(before);
    });
  });

  it('R16, R39: an edit in real time changes the Product ID too, once it was chosen what it comes from', async () => {
    await choose({ mode: 'real_time', productMap: { nameTo: 'identifier' } });
    const deal = await insertDeal(fixture, { lines: 1 });
    const [product = ''] = deal.productIds;
    await fixture.changed({ entity: 'product', id: product, kind: 'created' });
    await fixture.run();
    await setProduct(product, `name = 'Renamed router'`);
    await fixture.changed({ entity: 'product', id: product, kind: 'updated' });
    await fixture.run();
    expect(fixture.sandbox.store.get('catalog', await remoteOf('product', product))).toMatchObject({
      identifier: 'Renamed router',
    });
  });
});
