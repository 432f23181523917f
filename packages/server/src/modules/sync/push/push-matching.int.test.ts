import {
  type Deal,
  insertDeal,
  openPushFixture,
  type PushFixture,
  win,
} from '../../../../test/support/push-fixture.ts';

describe('a push of a record that ConnectWise may have', () => {
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
});
