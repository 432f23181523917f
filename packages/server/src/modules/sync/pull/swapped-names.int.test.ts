import { openSyncFixture, rawCompany, type SyncFixture } from '../../../../test/support/sync-fixture.ts';

describe('two companies that swap their names in ConnectWise', () => {
  let f: SyncFixture;
  beforeAll(async () => {
    f = await openSyncFixture();
  });
  afterAll(() => f.test.drop());

  const names = async () => {
    const rows = await f.rows<{ name: string }>(
      `select c.name from entity_link l join client c on c.id = l.local_id where l.entity = 'company' order by l.remote_id`,
    );
    return rows.map(({ name }) => name);
  };
  const issues = () =>
    f.rows<{ advice: string }>(
      `select advice from sync_issue where code = 'name_taken' and state = 'open' order by record_key`,
    );

  it('wait with the way out, which heals both', async () => {
    await f.take('company', [rawCompany(81, { name: 'Alpha' }), rawCompany(82, { name: 'Beta' })]);
    await f.take('company', [rawCompany(81, { name: 'Beta' }), rawCompany(82, { name: 'Alpha' })]);
    expect(await names()).toEqual(['Alpha', 'Beta']);
    const advice =
      'Give one company of the two a third name in ConnectWise and retry both. Then give it the name that it is to have.';
    expect(await issues()).toEqual([{ advice }, { advice }]);
    await f.take('company', [rawCompany(81, { name: 'Gamma' })]);
    await f.take('company', [rawCompany(82, { name: 'Alpha', city: 'Boise' })]);
    await f.take('company', [rawCompany(81, { name: 'Beta' })]);
    expect(await names()).toEqual(['Beta', 'Alpha']);
    expect(await issues()).toEqual([]);
  });
});
