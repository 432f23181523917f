import { askConnectWise } from '../../../../test/support/ask-connectwise.ts';
import { insertDeal, openPushFixture, type PushFixture, win } from '../../../../test/support/push-fixture.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { newId } from '../../../platform/ids.ts';

describe('P1: a push of a client whose name has other signs inside its words in ConnectWise', () => {
  let fixture: PushFixture;
  beforeAll(async () => {
    fixture = await openPushFixture();
  });
  afterAll(() => fixture.close());

  it.each([
    ["O'Malley's Bakery, Inc.", 'OMalleys Bakery'],
    ['OMalleys Bistro', 'O’Malley’s Bistro'],
    ['St. Mary’s Hospice', 'St Marys Hospice'],
    ['A.B.C. Plumbing', 'ABC Plumbing'],
    ['ATT', 'AT&T, Inc.'],
    ['Tri/State "Tax"', 'TriState Tax'],
    ['Muñoz Paving', 'Munoz Paving'],
    ['Munoz Roofing, Inc.', 'Muñoz Roofing'],
    ['Muñoz Tiles, Inc.', 'Muñoz Tiles'],
    ['Nuñez', 'Nunez'],
    ['Péñez', 'Penez'],
    ['Sáenz', 'Saenz'],
    ['Ibáñez', 'Ibanez'],
    ['Yáñez, Inc.', 'Yanez'],
    ['Dağlı', 'Dagli'],
    ['Múño', 'Muno'],
    ['Garçon Café', 'Garcon Cafe'],
    ['Škoda Plzeň', 'Skoda Plzen'],
    ['Łódź Metal', 'Lodz Metal'],
    ['Dvořák & Šimek', 'Dvorak and Simek'],
    ['Şahin Çelik', 'Sahin Celik'],
    ['Groß', 'Gross'],
    ['Straße Bau GmbH', 'Strasse Bau'],
    ['Ørsted Wind', 'Orsted Wind'],
    ['Ærø Kro', 'Aero Kro'],
    ['Čížek', 'Cizek'],
    ['Łódź', 'Lodz'],
    ['The Žďár Company', 'Zdar'],
    ['Şükür', 'Sukur'],
    ['Růžička, s. r. o.', 'Ruzicka, s. r. o.'],
    ['Cizek Čížka', 'Čížek Cizka'],
  ])(
    'asks about %s when %s is pushed: the names score as the same, and nothing else is known',
    async (theirs, ours) => {
      const deal = await insertDeal(fixture, { lines: 1 });
      const company = fixture.sandbox.store.insert('companies', {
        identifier: `Co${deal.clientId.slice(-8)}`,
        name: theirs,
        city: 'Ocala',
        site: { name: 'Main' },
      });
      await fixture.rows(
        `update client set name = $2, website = null, phone = null, address_line1 = null, city = 'Ocala', postal_code = null, region = null where id = $1`,
        [deal.clientId, ours],
      );
      const before = fixture.sandbox.store.count('companies');
      await win(fixture, deal);
      await fixture.run();
      expect(fixture.sandbox.store.count('companies')).toBe(before);
      const [issue] = await fixture.rows('select code, message from sync_issue where local_id = $1', [
        deal.opportunityId,
      ]);
      expect(issue).toMatchObject({ code: 'match_needed', message: expect.stringContaining(theirs) });
      expect(await fixture.rows('select remote_id from match_pair where local_id = $1', [deal.clientId])).toEqual([
        { remote_id: String(company.id) },
      ]);
    },
  );
});

describe('P1: an accent on a consonant, on one side only', () => {
  let f: TwoWayFixture;
  beforeAll(async () => {
    f = await openTwoWayFixture({ productMap: { nameTo: 'description', identifierFrom: 'sku' } });
  });
  afterAll(() => f.close());
  const http = (method: string, path: string, body?: object) => askConnectWise(f, method, path, body);

  it('makes no second contact of a person', async () => {
    const [client, contact] = [newId(), newId()];
    await f.rows(`insert into client (id, name, city) values ($1, 'Harbor', 'Ocala')`, [client]);
    await f.createdHere('company', client);
    const { id: companyId } = await f.there('company', client);
    const there = { firstName: 'Iñigo', lastName: 'Muñoz', company: { id: companyId } };
    const { id } = await http('POST', '/company/contacts', there);
    await f.rows(`insert into contact (id, client_id, first_name, last_name) values ($1, $2, 'Inigo', 'Munoz')`, [
      contact,
      client,
    ]);
    await f.createdHere('contact', contact);
    expect(await f.there('contact', contact)).toMatchObject({ id });
    expect(await http('GET', `/company/contacts?conditions=company/id=${companyId}`)).toHaveLength(1);
  });

  it('makes no second contact of a person whose short name has two of them', async () => {
    const [client, contact] = [newId(), newId()];
    await f.rows(`insert into client (id, name, city) values ($1, 'Quayside', 'Ocala')`, [client]);
    await f.createdHere('company', client);
    const { id: companyId } = await f.there('company', client);
    const { id } = await http('POST', '/company/contacts', {
      firstName: 'Zoé',
      lastName: 'Núñez',
      company: { id: companyId },
    });
    await f.rows(`insert into contact (id, client_id, first_name, last_name) values ($1, $2, 'Zoe', 'Nunez')`, [
      contact,
      client,
    ]);
    await f.createdHere('contact', contact);
    expect(await f.there('contact', contact)).toMatchObject({ id });
    expect(await http('GET', `/company/contacts?conditions=company/id=${companyId}`)).toHaveLength(1);
  });

  it('makes no second contact of a person whose names are all accents, and asks with short addresses', async () => {
    const [client, contact] = [newId(), newId()];
    await f.rows(`insert into client (id, name, city) values ($1, 'Boatyard', 'Ocala')`, [client]);
    await f.createdHere('company', client);
    const { id: companyId } = await f.there('company', client);
    const { id } = await http('POST', '/company/contacts', {
      firstName: 'Łucja',
      lastName: 'Čížek',
      company: { id: companyId },
    });
    await f.rows(`insert into contact (id, client_id, first_name, last_name) values ($1, $2, 'Lucja', 'Cizek')`, [
      contact,
      client,
    ]);
    f.sandbox.clearJournal();
    await f.createdHere('contact', contact);
    expect(await f.there('contact', contact)).toMatchObject({ id });
    const asked = f.sandbox.journal().filter(({ method, path }) => method === 'GET' && path.includes('contacts'));
    expect(asked.length).toBeLessThan(8);
    for (const one of asked) expect(`${one.path}?${one.query}`.length).toBeLessThan(2_000);
  });

  it('asks about a catalog item before a second one is made', async () => {
    const product = newId();
    const [subcategory] = await http('GET', '/procurement/subcategories');
    const [type] = await http('GET', '/procurement/types');
    const own = { subcategory: { id: subcategory.id }, type: { id: type.id }, price: 10 };
    await http('POST', '/procurement/catalog', {
      ...own,
      identifier: 'SL-1',
      description: 'Señal lamp',
      customerDescription: 'Señal lamp',
    });
    const items = async () => (await http('GET', '/procurement/catalog?pageSize=1000')).length;
    const before = await items();
    await f.rows(
      `insert into product (id, name, sku, price, kind) values ($1, 'Senal lamp', 'OTHER-1', 10, 'product')`,
      [product],
    );
    await f.createdHere('product', product);
    expect(await items()).toBe(before);
    expect(await f.rows(`select code, message from sync_issue where local_id = $1`, [product])).toMatchObject([
      { code: 'match_needed', message: expect.stringContaining('Señal lamp') },
    ]);
  });
});
