import {
  openSyncFixture,
  rawCompany,
  rawContact,
  rawItem,
  type SyncFixture,
} from '../../../../../test/support/sync-fixture.ts';

/** `push-matching.int.test.ts` holds the same pairs, the other way round. */
describe('P1: what comes in written in another way than here', () => {
  let f: SyncFixture;
  beforeAll(async () => {
    f = await openSyncFixture();
  });
  beforeEach(async () => {
    for (const table of ['match_pair', 'entity_link', 'sync_issue', 'contact', 'client', 'product'])
      await f.rows(`delete from ${table}`);
  });
  afterAll(() => f.test.drop());

  const insert = async (table: string, values: Record<string, unknown>) => {
    const columns = Object.keys(values);
    const [row] = await f.rows<{ id: string }>(
      `insert into ${table} (${columns.join(', ')}) values (${columns.map((_, at) => `$${at + 1}`).join(', ')}) returning id`,
      Object.values(values),
    );
    return row?.id ?? '';
  };
  const linkOf = async (localId: string) =>
    (
      await f.rows<{ remoteId: string }>(`select remote_id as "remoteId" from entity_link where local_id = $1`, [
        localId,
      ])
    )[0]?.remoteId ?? null;

  describe('a contact', () => {
    let clientId: string;
    beforeEach(async () => {
      await f.take('company', [rawCompany(1)]);
      clientId = (await f.rows<{ id: string }>('select id from client'))[0]?.id ?? '';
    });
    const item = (communicationType: string, value: string, extension?: string) => ({
      id: communicationType.length,
      type: { id: 1, name: communicationType },
      value,
      defaultFlag: true,
      communicationType,
      ...(extension ? { extension } : {}),
    });
    const take = (firstName: string, lastName: string, ...communicationItems: object[]) =>
      f.take('contact', [rawContact(700, 1, { firstName, lastName, communicationItems })]);
    const here = (first: string, last: string, more: Record<string, unknown> = {}) =>
      insert('contact', { client_id: clientId, first_name: first, last_name: last, ...more });
    const count = async () => (await f.rows('select 1 from contact')).length;

    it.each<[string, [string, string, Record<string, unknown>?], [string, string, ...object[]]]>([
      ['hyphen and apostrophe', ['Mary-Ann', 'OBrien', { email: 'mary@harbor.example' }], ['Mary Ann', "O'Brien"]],
      ['accents', ['Rene', 'Muller'], ['René', 'Müller', item('Email', 'rene@harbor.example')]],
      [
        'spaces',
        ['Ann  Marie', 'Lee', { email: 'ann@harbor.example ' }],
        ['Ann Marie', 'Lee', item('Email', 'ANN@harbor.example')],
      ],
    ])('is linked to the one that it surely is: %s', async (_what, ours, theirs) => {
      const id = await here(...ours);
      await take(...theirs);
      expect(await linkOf(id)).toBe('700');
      expect(await count()).toBe(1);
    });

    it.each<[string, [string, string, Record<string, unknown>?], [string, string, ...object[]]]>([
      [
        'the phone and a slip of the name',
        ['Kristina', 'Larsson', { phone: '813.555.7100' }],
        ['Kristina', 'Larssen', item('Phone', '(813) 555-7100')],
      ],
      [
        'the mobile here, which is the phone there',
        ['Jonathan', 'Reyes', { mobile: '+1 813 555 7101' }],
        ['Jonathon', 'Reyes', item('Phone', '8135557101')],
      ],
      [
        'the e-mail and a short form of the name',
        ['Bob', 'Smith', { email: 'bob@harbor.example' }],
        ['Robert', 'Smith', item('Email', 'bob@harbor.example')],
      ],
    ])('is asked about where it shares %s', async (_what, ours, theirs) => {
      const id = await here(...ours);
      await take(...theirs);
      expect(await count()).toBe(1);
      expect(await f.issue('700', 'contact')).toMatchObject({
        code: 'possible_duplicate',
        state: 'open',
        message: expect.stringContaining(`${ours[0]} ${ours[1]}`),
        detail: { candidates: [{ id }] },
      });
    });

    it.each<[string, [string, string, Record<string, unknown>?], [string, string, ...object[]]]>([
      [
        'the phone alone',
        ['Kristina', 'Larsson', { phone: '813 555 7100' }],
        ['Omar', 'Haddad', item('Phone', '813 555 7100')],
      ],
      ['a name that is alike, alone', ['Kristina', 'Larsson'], ['Kristina', 'Larssen']],
      [
        'the switchboard with another extension',
        ['Kristina', 'Larsson', { phone: '813 555 7100', phone_extension: '12' }],
        ['Kristina', 'Larssen', item('Phone', '813 555 7100', '14')],
      ],
    ])('is a new one where the two share %s', async (_what, ours, theirs) => {
      await here(...ours);
      await take(...theirs);
      expect(await count()).toBe(2);
      expect(await f.issue('700', 'contact')).toBeUndefined();
    });

    it('is looked for among the people of its own client alone', async () => {
      const other = await insert('client', { name: 'Another one' });
      await insert('contact', {
        client_id: other,
        first_name: 'Kristina',
        last_name: 'Larsson',
        phone: '813 555 7100',
      });
      await take('Kristina', 'Larssen', item('Phone', '813 555 7100'));
      expect(await count()).toBe(2);
    });
  });

  describe('a catalog item', () => {
    const here = (name: string, sku: string) => insert('product', { name, sku, kind: 'product', price: 9 });
    const count = async () => (await f.rows('select 1 from product')).length;
    const take = (identifier: string, description: string, more: Record<string, unknown> = {}) =>
      f.take('product', [rawItem(800, { identifier, description, customerDescription: description, ...more })]);

    it.each<[string, [string, string], [string, string, Record<string, unknown>?]]>([
      ['case of the SKU', ['Switch, 24 ports', 'usw-24-poe'], ['USW-24-POE', 'Switch, 24 ports']],
      ['spaces of the SKU', ['Switch, 24 ports', 'USW 24 POE'], ['USW24POE', 'Switch 24 ports']],
      [
        'part number',
        ['Switch 24 port', 'USW-24-POE'],
        ['SW-0001', 'Switch, 24-port', { manufacturerPartNumber: 'usw-24-poe' }],
      ],
    ])('is linked to the product that it surely is: %s', async (_what, ours, theirs) => {
      const id = await here(...ours);
      await take(...theirs);
      expect(await linkOf(id)).toBe('800');
      expect(await count()).toBe(1);
    });

    it.each<[string, [string, string], [string, string, Record<string, unknown>?]]>([
      ['the words of the name alone', ['Access Point WiFi 7', 'UAP-7'], ['AP-77', 'Access point Wi-Fi 7']],
      [
        'the part number, with other words',
        ['Camera 360', 'UVC AI 360'],
        ['CAM-1', 'Indoor camera', { manufacturerPartNumber: 'UVC AI 360' }],
      ],
      ['the SKU with other spaces, and other words', ['Rack shelf', 'RS 1U'], ['rs1u', 'Tray for cabinets']],
    ])('is asked about where it shares %s', async (_what, ours, theirs) => {
      await here(...ours);
      await take(...theirs);
      expect(await count()).toBe(1);
      expect(await f.issue('800', 'product')).toMatchObject({ code: 'possible_duplicate', state: 'open' });
    });

    it('is a new product where nothing but a word is shared', async () => {
      await here('Switch 24 port', 'USW-24');
      await take('USW-48', 'Switch 48 port');
      expect(await count()).toBe(2);
    });
  });

  it('is found on a page of many new records as on one of few', async () => {
    const id = await insert('client', { name: 'Wingtip Toys', website: 'toys.example', phone: '813 555 7002' });
    const many = Array.from({ length: 300 }, (_none, at) =>
      rawCompany(at + 1000, { phoneNumber: null, website: null, name: `New ${at}` }),
    );
    const near = rawCompany(500, {
      name: 'Tailspin Games',
      website: 'https://www.toys.example',
      phoneNumber: '8135557002',
    });
    await f.take('company', [near, ...many]);
    expect(await f.issue('500')).toMatchObject({ code: 'possible_duplicate', detail: { candidates: [{ id }] } });
    expect(await f.rows('select 1 from client')).toHaveLength(301);
  });
});
