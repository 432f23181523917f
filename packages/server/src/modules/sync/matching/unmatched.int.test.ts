import { createTestApp, type TestApp } from '../../../../test/support/test-app.ts';

const listQuery = `query ($entity: EntityType!, $list: UnmatchedList!, $search: String, $first: Int, $after: String, $threshold: Int) {
  unmatchedRecords(entity: $entity, list: $list, search: $search, first: $first, after: $after, threshold: $threshold) {
    items { id entity name detail parentName localId remoteId localPath remoteUrl rule reason }
    pageInfo { endCursor hasNextPage } totalCount } }`;

interface Record {
  id: string;
  name: string;
}

describe('records that are on one side only', () => {
  let app: TestApp;
  const rows = <T extends object>(sql: string, params: unknown[] = []): Promise<T[]> =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const page = async (variables: object, as: 'viewer' | 'admin' = 'viewer') =>
    (await app.graphql(listQuery, variables, { as })).unmatchedRecords;

  beforeAll(async () => {
    app = await createTestApp();
    const { store, url: siteUrl, company: loginCompany, publicKey, privateKey } = app.sandbox;
    const site = { site: { name: 'Main' }, addressLine1: '-' };
    for (let n = 1; n <= 7; n++)
      store.insert('companies', { ...site, name: `There ${n}`, identifier: `THERE${n}`, website: `there${n}.example` });
    const shared = store.insert('companies', {
      ...site,
      name: 'Shared Dental',
      identifier: 'SHARED',
      website: 'shared.example',
    });
    store.insert('contacts', {
      firstName: 'Ann',
      lastName: 'Lee',
      company: { id: shared.id },
      communicationItems: [
        { type: { id: 1 }, value: 'ann@shared.example', communicationType: 'Email', defaultFlag: true },
      ],
    });
    const item = { subcategory: { id: 1 }, type: { id: 1 }, customerDescription: 'x' };
    store.insert('catalog', { ...item, identifier: 'RACK-1', description: 'Rack rails' });
    await rows(`insert into client (name, identifier, website) values ('Shared Dental', 'SHARED', 'shared.example'),
      ('here two', 'H2', null), ('Here One', 'H1', null), ('Here 100%', null, null)`);
    await rows(
      `insert into contact (client_id, first_name, last_name, email) select id, 'Bo', 'Ek', 'bo@here.example' from client where name = 'Here One'`,
    );
    await rows(`insert into product (name, sku) values ('Desk lamp', 'DL-1')`);
    expect(await page({ entity: 'COMPANY', list: 'ONLY_REMOTE' })).toEqual({
      items: [],
      pageInfo: { endCursor: null, hasNextPage: false },
      totalCount: 0,
    });
    await app.graphql('mutation ($input: ConnectInput!) { connect(input: $input) { problems { message } } }', {
      input: { siteUrl, loginCompany, publicKey, privateKey },
    });
    await app.graphql('mutation { startMatching { run { id } } }');
    await app.settle();
  });
  afterAll(() => app.stop());

  it('P1: are listed by name, with ID and the way to them, as many as are counted', async () => {
    const local = await page({ entity: 'COMPANY', list: 'ONLY_LOCAL' });
    expect(local.items).toMatchObject([
      { name: 'Here 100%', detail: null },
      { name: 'Here One', detail: 'H1', remoteId: null, remoteUrl: null, rule: null, reason: null },
      { name: 'here two', detail: 'H2' },
    ]);
    expect(local.items[1].localPath).toBe(`/clients/${local.items[1].localId}`);
    const remote = await page({ entity: 'COMPANY', list: 'ONLY_REMOTE', search: 'there' });
    expect(remote.items[0]).toMatchObject({ name: 'There 1', detail: 'THERE1', localId: null, localPath: null });
    expect(remote.items[0].remoteUrl).toContain(remote.items[0].remoteId);
    const { matchSummary } = await app.graphql('{ matchSummary { entities { entity onlyLocal onlyRemote } } }');
    for (const { entity, onlyLocal, onlyRemote } of matchSummary.entities) {
      expect((await page({ entity, list: 'ONLY_LOCAL' })).totalCount).toBe(onlyLocal);
      expect((await page({ entity, list: 'ONLY_REMOTE' })).totalCount).toBe(onlyRemote);
    }
  });

  it('tell of a contact the e-mail and the company, of a product the SKU', async () => {
    expect((await page({ entity: 'CONTACT', list: 'ONLY_REMOTE' })).items).toMatchObject([
      { name: 'Ann Lee', detail: 'ann@shared.example', parentName: 'Shared Dental' },
    ]);
    expect((await page({ entity: 'CONTACT', list: 'ONLY_LOCAL' })).items).toMatchObject([
      { name: 'Bo Ek', detail: 'bo@here.example', parentName: 'Here One' },
    ]);
    expect((await page({ entity: 'PRODUCT', list: 'ONLY_LOCAL' })).items).toMatchObject([
      { name: 'Desk lamp', detail: 'DL-1', parentName: null },
    ]);
    expect((await page({ entity: 'PRODUCT', list: 'ONLY_REMOTE', search: 'rack-1' })).items).toMatchObject([
      { name: 'Rack rails', detail: 'RACK-1' },
    ]);
  });

  it('come page by page, each once, and are searched in name, ID and e-mail', async () => {
    const all: Record[] = [];
    for (let after: string | null = null; ; ) {
      const { items, pageInfo, totalCount }: Awaited<ReturnType<typeof page>> = await page({
        entity: 'COMPANY',
        list: 'ONLY_REMOTE',
        search: 'there',
        first: 3,
        after,
      });
      expect(totalCount).toBe(7);
      all.push(...items);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(all.map((one) => one.name)).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `There ${n}`));
    const found = async (entity: string, list: string, search: string) =>
      (await page({ entity, list, search })).items.map((one: Record) => one.name);
    expect(await found('COMPANY', 'ONLY_LOCAL', '0%')).toEqual(['Here 100%']);
    expect(await found('COMPANY', 'ONLY_LOCAL', 'h2')).toEqual(['here two']);
    expect(await found('COMPANY', 'ONLY_REMOTE', 'there5')).toEqual(['There 5']);
    expect(await found('CONTACT', 'ONLY_REMOTE', 'ANN@shared')).toEqual(['Ann Lee']);
    expect(await found('COMPANY', 'ONLY_REMOTE', 'nothing like it')).toEqual([]);
  });

  it('are no more alone once a pair waits at the threshold that is asked for, or a link stands', async () => {
    expect((await page({ entity: 'COMPANY', list: 'ONLY_REMOTE', search: 'shared' })).items).toEqual([]);
    await rows(`update match_pair set state = 'rejected' where remote_name = 'Shared Dental'`);
    const [shared] = (await page({ entity: 'COMPANY', list: 'ONLY_REMOTE', search: 'shared' })).items;
    expect(shared.name).toBe('Shared Dental');
    const { errors } = await app.ask(listQuery, { entity: 'COMPANY', list: 'ONLY_LOCAL', threshold: 20 });
    expect(errors[0]?.message).toBe('Choose a threshold from 50 to 100.');
  });

  it('refuse a cursor of another list and a kind that is never matched', async () => {
    const after = Buffer.from(JSON.stringify(['a', 'no ID'])).toString('base64url');
    const { errors } = await app.ask(listQuery, { entity: 'COMPANY', list: 'ONLY_LOCAL', after });
    expect(errors[0]?.extensions).toMatchObject({ code: 'invalid_input', field: 'after' });
    const other = await app.ask(listQuery, { entity: 'OPPORTUNITY', list: 'ONLY_LOCAL' });
    expect(other.errors[0]?.message).toBe('Only companies, contacts and products are matched.');
  });

  it('R62: are for whoever may read, and for no other workspace', async () => {
    const stranger = await app.graphql(listQuery, { entity: 'COMPANY', list: 'ONLY_LOCAL' }, { as: 'stranger' });
    expect(stranger.unmatchedRecords).toMatchObject({ items: [], totalCount: 0 });
    const { errors } = await app.ask(listQuery, { entity: 'COMPANY', list: 'ONLY_LOCAL' }, { as: 'nobody' });
    expect(errors[0]?.extensions?.code).toBe('unauthenticated');
  });
});
