import {
  type Deal,
  insertDeal,
  insertPerson,
  openPushFixture,
  type Person,
  type PushFixture,
  win,
} from '../../../../test/support/push-fixture.ts';

describe('R72: a push of a record that ConnectWise may have', () => {
  let fixture: PushFixture;
  let deal: Deal;
  let client: { name: string; website: string };

  beforeAll(async () => {
    fixture = await openPushFixture();
  });
  afterAll(() => fixture.close());
  beforeEach(async () => {
    deal = await insertDeal(fixture, { lines: 1 });
    const [row] = await fixture.rows<{ name: string; website: string }>(
      'select name, website from client where id = $1',
      [deal.clientId],
    );
    if (!row) throw new Error('There is no client.');
    client = row;
  });

  const addCompany = (more: Record<string, unknown> = {}) =>
    fixture.sandbox.store.insert('companies', {
      identifier: `Co${deal.clientId.slice(-8)}`,
      name: client.name,
      website: client.website,
      city: 'Tampa',
      state: 'FL',
      site: { name: 'Main' },
      ...more,
    });
  const pair = (
    entity: string,
    remoteId: number,
    localId: string,
    more: { state?: string; score?: number; rival?: number } = {},
  ) =>
    fixture.rows(
      `insert into match_pair (connection_id, entity, remote_id, remote_name, local_id, local_name, state, score, rival)
       values ($1, $2, $3, 'R', $4, 'L', $5, $6, $7)`,
      [
        fixture.connectionId,
        entity,
        String(remoteId),
        localId,
        more.state ?? 'proposed',
        more.score ?? 95,
        more.rival ?? 0,
      ],
    );
  const push = async () => {
    await win(fixture, deal);
    await fixture.run();
  };
  const linkOf = async (localId: string | null) =>
    (await fixture.rows<{ remote_id: string }>('select remote_id from entity_link where local_id = $1', [localId]))[0]
      ?.remote_id;
  const issue = async () =>
    (
      await fixture.rows<{ code: string; message: string }>(
        'select code, message from sync_issue where local_id = $1',
        [deal.opportunityId],
      )
    )[0];

  it('adopts the company that is clear by the score', async () => {
    const company = addCompany();
    await push();
    expect(await linkOf(deal.clientId)).toBe(String(company.id));
  });

  it('P1: leaves a company of the name and website in another town to a person', async () => {
    addCompany({ city: 'Miami' });
    await push();
    expect(await issue()).toMatchObject({ code: 'match_needed' });
    expect(await linkOf(deal.clientId)).toBeUndefined();
  });

  it('P7: makes a new company when a person has said that the like one is another', async () => {
    const company = addCompany();
    await pair('company', company.id, deal.clientId, { state: 'rejected' });
    await push();
    const linked = await linkOf(deal.clientId);
    expect(linked).toBeDefined();
    expect(linked).not.toBe(String(company.id));
  });

  it('P1: asks when the comparison found a company that no look-up by name would', async () => {
    const company = addCompany({ name: 'Quite another name', website: 'elsewhere.example' });
    await pair('company', company.id, deal.clientId, { score: 60 });
    await push();
    expect(await issue()).toMatchObject({
      code: 'match_needed',
      message: expect.stringContaining('Quite another name'),
    });
  });

  it('R59: uses the link that the review made, though nothing agrees any more', async () => {
    const company = addCompany({ name: 'Renamed since' });
    await fixture.rows(
      `insert into entity_link (connection_id, entity, local_id, remote_id, origin) values ($1, 'company', $2, $3, 'matched')`,
      [fixture.connectionId, deal.clientId, String(company.id)],
    );
    const before = fixture.sandbox.store.count('companies');
    await push();
    expect(fixture.sandbox.store.count('companies')).toBe(before);
    expect(await linkOf(deal.opportunityId)).toBeDefined();
  });

  it('P1: asks about a contact of the same name with another e-mail', async () => {
    const company = addCompany();
    const [contact] = await fixture.rows<{ first: string; last: string }>(
      'select first_name as first, last_name as last from contact where id = $1',
      [deal.contactId],
    );
    const email = fixture.sandbox.store.list('communicationTypes').find((type) => type.emailFlag);
    fixture.sandbox.store.insert('contacts', {
      firstName: contact?.first,
      lastName: contact?.last,
      company: { id: company.id },
      communicationItems: [
        { type: { id: email?.id }, value: 'somebody@else.example', communicationType: 'Email', defaultFlag: true },
      ],
    });
    await push();
    expect(await issue()).toMatchObject({ code: 'match_needed', message: expect.stringContaining('may be "Ann') });
    expect(await linkOf(deal.contactId)).toBeUndefined();
  });

  it('P1: does not take a catalog item with a recycled identifier for the product', async () => {
    const [product] = await fixture.rows<{ sku: string }>('select sku from product where id = $1', [
      deal.productIds[0],
    ]);
    const any = fixture.sandbox.store.list('catalog')[0];
    fixture.sandbox.store.insert('catalog', {
      identifier: product?.sku,
      description: 'Desk lamp',
      customerDescription: 'x',
      subcategory: any?.subcategory,
      type: any?.type,
    });
    await push();
    expect(await issue()).toMatchObject({ code: 'match_needed', message: expect.stringContaining('Desk lamp') });
  });

  describe('P1: looks for a client by the same keys as a pull does', () => {
    const ours = { website: null, phone: null, address: '7 Harbour Rd', city: 'Bristol', postal: 'BS1 4RW' };
    const theirs = { addressLine1: '7 Harbour Road', city: 'Bristol', zip: 'BS1 4RW', state: '' };
    const rename = (name: string, more: Partial<Record<keyof typeof ours, string>> = {}) => {
      const row = { ...ours, ...more };
      return fixture.rows(
        `update client set name = $2, website = $3, phone = $4, address_line1 = $5, city = $6, postal_code = $7, region = null where id = $1`,
        [deal.clientId, name, row.website, row.phone, row.address, row.city, row.postal],
      );
    };
    const add = (name: string, more: Record<string, unknown> = {}) =>
      fixture.sandbox.store.insert('companies', {
        identifier: `Co${deal.clientId.slice(-8)}`,
        name,
        site: { name: 'Main' },
        ...theirs,
        ...more,
      });
    const sentences = async () =>
      (
        await fixture.rows<{ description: string }>('select description from audit_event where local_id = $1', [
          deal.clientId,
        ])
      ).map((row) => row.description);

    it.each<[string, string, string, Record<string, unknown>, Parameters<typeof rename>[1]]>([
      ['another spelling of the legal form, at the address', 'Fabrikam Limited', 'Fabrikam Ltd.', {}, {}],
      [
        'accents, and a phone written otherwise',
        'Café Zürich GmbH',
        'Cafe Zurich',
        { phoneNumber: '(813) 555-7001' },
        { phone: '+1 813 555 7001', address: '' },
      ],
      [
        'spaces and punctuation, and the website',
        'Data-Sys, Inc.',
        'DataSys',
        { website: 'https://www.datasys.example/en' },
        { website: 'datasys.example', address: '' },
      ],
    ])('links a company that is surely the same: %s', async (_words, remoteName, localName, more, local) => {
      const company = add(remoteName, more);
      await rename(localName, local);
      const before = fixture.sandbox.store.count('companies');
      await push();
      expect(await linkOf(deal.clientId)).toBe(String(company.id));
      expect(fixture.sandbox.store.count('companies')).toBe(before);
      expect(await sentences()).toContainEqual(
        expect.stringContaining(`Linked client "${localName}" to company "${remoteName}"`),
      );
    });

    it.each<[string, string, string, Record<string, unknown>, Parameters<typeof rename>[1]]>([
      ['another legal form at the address', 'Northwind Limited', 'Northwind Inc.', {}, {}],
      ['a slip of the pen at the address', 'Contozo Ltd', 'Contoso Ltd', {}, {}],
      [
        'another name with the website and the phone',
        'Tailspin Toys',
        'Wingtip Toys',
        { website: 'toys.example', phoneNumber: '813.555.7002' },
        { website: 'www.toys.example', phone: '(813) 555-7002', address: '' },
      ],
    ])('asks about a company that may be the same: %s', async (_words, remoteName, localName, more, local) => {
      const company = add(remoteName, more);
      await rename(localName, local);
      const before = fixture.sandbox.store.count('companies');
      await push();
      expect(fixture.sandbox.store.count('companies')).toBe(before);
      expect(await issue()).toMatchObject({ code: 'match_needed', message: expect.stringContaining(remoteName) });
      const pairs = await fixture.rows(
        'select remote_id, remote_name, local_name, state from match_pair where local_id = $1',
        [deal.clientId],
      );
      expect(pairs).toEqual([
        { remote_id: String(company.id), remote_name: remoteName, local_name: localName, state: 'proposed' },
      ]);
    });

    it.each<[string, Record<string, unknown>, Parameters<typeof rename>[1]]>([
      ['website', { website: 'www.north.example', addressLine1: '' }, { website: 'north.example', address: '' }],
      ['phone', { phoneNumber: '813.555.7004', addressLine1: '' }, { phone: '(813) 555-7004', address: '' }],
      ['address', {}, {}],
    ])(
      'makes a new company where another of quite another name shares nothing but the %s, as a pull makes a new client',
      async (what, more, local) => {
        const company = add('Northstar Holdings', more);
        await rename(`Humongous Insurance of ${what}`, local);
        await push();
        expect(await issue()).toBeUndefined();
        const linked = await linkOf(deal.clientId);
        expect([linked === undefined, linked === String(company.id)]).toEqual([false, false]);
        fixture.sandbox.store.patchRaw('companies', company.id, { addressLine1: 'Elsewhere' });
      },
    );

    it('makes a new company once a person has said that the proposed one is another', async () => {
      const company = add('Litware Limited');
      await rename('Litware LLC');
      await push();
      await fixture.rows(`update match_pair set state = 'rejected' where local_id = $1`, [deal.clientId]);
      await fixture.rows(`update push_request set state = 'pending', next_attempt_at = now() where local_id = $1`, [
        deal.opportunityId,
      ]);
      await fixture.run();
      const linked = await linkOf(deal.clientId);
      expect(linked).toBeDefined();
      expect(linked).not.toBe(String(company.id));
    });

    it('asks ConnectWise twice at most', async () => {
      await rename('Adventure Works', { website: 'adventure.example', phone: '813 555 7003' });
      const seen = fixture.sandbox.journal().length;
      await push();
      const listings = fixture.sandbox
        .journal()
        .slice(seen)
        .filter((one) => one.method === 'GET' && one.path === '/company/companies');
      expect(listings.length).toBeLessThanOrEqual(2);
    });
  });

  describe('P1: looks for a contact by name, e-mail and phone within the company', () => {
    const addPerson = (company: { id: number }, person: Person) => insertPerson(fixture.sandbox, company, person);
    const rename = ([first, last, email, phone]: readonly (string | null)[]) =>
      fixture.rows(
        'update contact set first_name = $2, last_name = $3, email = $4, phone = $5, mobile = null where id = $1',
        [deal.contactId, first, last, email, phone],
      );

    it.each([
      [
        'the e-mail, and the name without accents',
        { first: 'René', last: 'Müller', email: 'rene@harbor.example' },
        ['Rene', 'Muller', 'RENE@harbor.example', null],
      ],
      [
        'the name, where one side has no e-mail',
        { first: 'Mary Ann', last: "O'Brien" },
        ['Mary-Ann', 'OBrien', 'mary@harbor.example', null],
      ],
    ] as const)('links the person who is surely the same: %s', async (_words, theirs, ours) => {
      const person = addPerson(addCompany(), theirs);
      await rename(ours);
      const before = fixture.sandbox.store.count('contacts');
      await push();
      expect(await linkOf(deal.contactId)).toBe(String(person.id));
      expect(fixture.sandbox.store.count('contacts')).toBe(before);
    });

    it.each([
      [
        'the e-mail, and a short form of the name',
        { first: 'Robert', last: 'Smith', email: 'bob@harbor.example' },
        ['Bob', 'Smith', 'bob@harbor.example', null],
      ],
      [
        'the phone, and a slip of the name',
        { first: 'Kristina', last: 'Larssen', phone: '(813) 555-7100' },
        ['Kristina', 'Larsson', null, '813.555.7100'],
      ],
    ] as const)('asks about a person who may be the same: %s', async (_words, theirs, ours) => {
      const person = addPerson(addCompany(), theirs);
      await rename(ours);
      const before = fixture.sandbox.store.count('contacts');
      await push();
      expect(fixture.sandbox.store.count('contacts')).toBe(before);
      expect(await issue()).toMatchObject({
        code: 'match_needed',
        message: expect.stringContaining(`${theirs.first} ${theirs.last}`),
      });
      expect(await fixture.rows('select remote_id from match_pair where local_id = $1', [deal.contactId])).toEqual([
        { remote_id: String(person.id) },
      ]);
    });
  });

  describe('P1: looks for a product by identifier, part number and description', () => {
    const addItem = (more: Record<string, unknown>) => {
      const any = fixture.sandbox.store.list('catalog')[0];
      return fixture.sandbox.store.insert('catalog', {
        customerDescription: 'x',
        subcategory: any?.subcategory,
        type: any?.type,
        ...more,
      });
    };
    const rename = ([name, sku]: readonly string[]) =>
      fixture.rows('update product set name = $2, sku = $3 where id = $1', [deal.productIds[0], name, sku]);

    it.each([
      [
        'whose part number is the SKU and whose description is the name',
        { identifier: 'SW-0001', description: 'Switch, 24-port', manufacturerPartNumber: 'USW-24-POE' },
        ['Switch 24 port', 'USW-24-POE'],
      ],
      [
        'that has the SKU with other spaces',
        { identifier: 'USW48POE', description: 'Switch, 48-port' },
        ['Switch 48 port', 'usw 48 poe'],
      ],
    ] as const)('links the item %s', async (_words, theirs, ours) => {
      const item = addItem(theirs);
      await rename(ours);
      const before = fixture.sandbox.store.count('catalog');
      await push();
      expect(await linkOf(deal.productIds[0] ?? null)).toBe(String(item.id));
      expect(fixture.sandbox.store.count('catalog')).toBe(before);
    });

    it.each([
      [
        'the description alone',
        { identifier: 'AP-77', description: 'Access point Wi-Fi 7' },
        ['Access Point WiFi 7', 'UAP-7'],
      ],
      [
        'the part number, with other words',
        { identifier: 'CAM-1', description: 'Indoor camera', manufacturerPartNumber: 'UVC-AI-360' },
        ['Camera 360', 'UVC-AI-360'],
      ],
      [
        'the SKU with other spaces, with other words',
        { identifier: 'RS 1U', description: 'Tray for cabinets' },
        ['Rack shelf', 'rs1u'],
      ],
    ] as const)('asks about an item that may be the same: %s', async (_words, theirs, ours) => {
      const item = addItem(theirs);
      await rename(ours);
      const before = fixture.sandbox.store.count('catalog');
      await push();
      expect(fixture.sandbox.store.count('catalog')).toBe(before);
      expect(await issue()).toMatchObject({
        code: 'match_needed',
        message: expect.stringContaining(theirs.description),
      });
      expect(await fixture.rows('select remote_id from match_pair where local_id = $1', [deal.productIds[0]])).toEqual([
        { remote_id: String(item.id) },
      ]);
    });
  });
});
