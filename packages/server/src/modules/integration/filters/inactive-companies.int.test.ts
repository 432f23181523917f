import { settingsWith, startWithoutPreview } from '../../../../test/support/settings.ts';
import { createTestApp, type TestApp } from '../../../../test/support/test-app.ts';

const INACTIVE = 2;
const NOT_APPROVED = 4;

describe('R22: companies that are inactive or not approved', () => {
  let app: TestApp;
  const save = async (input: object) =>
    (
      await app.graphql(
        'mutation ($input: SyncSettingsInput!) { saveSyncSettings(input: $input) { settings { options { inactiveCompanies } } problems { message } } }',
        { input },
      )
    ).saveSyncSettings;
  const clients = async () =>
    (await app.test.sql<{ name: string }>(`select name from client order by name`)).map(({ name }) => name);
  const skipped = () =>
    app.test.sql<{ name: string; rule: string; reason: string }>(
      `select name, rule, reason from sync_skip where code in ('excluded', 'parent_excluded') order by name`,
    );
  const poll = async () => {
    await app.graphql('mutation { syncNow { run { id } problems { message } } }');
    await app.settle();
  };
  const company = (name: string, status: number) =>
    app.sandbox.store.insert('companies', {
      name,
      identifier: name.replaceAll(' ', ''),
      addressLine1: '1 Main St',
      site: { name: 'Main' },
      status: { id: status },
    });

  beforeAll(async () => {
    app = await createTestApp();
    await app.graphql('mutation ($input: ConnectInput!) { connect(input: $input) { problems { message } } }', {
      input: {
        siteUrl: app.sandbox.url,
        loginCompany: app.sandbox.company,
        publicKey: app.sandbox.publicKey,
        privateKey: app.sandbox.privateKey,
      },
    });
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query(`insert into pipeline_stage (name, position, kind) values ('Won', 8, 'won'), ('Lost', 9, 'lost')`),
    );
    company('Busy Bakery', 1);
    const asleep = company('Dormant Dental', INACTIVE);
    company('Nobody Knows Ltd', NOT_APPROVED);
    app.sandbox.store.insert('contacts', { firstName: 'Dora', company: { id: asleep.id } });
  });
  afterAll(() => app.stop());

  it('are excluded in a new set-up, from comparison to pull, with the status as the reason', async () => {
    await startWithoutPreview(app);
    await app.settle();
    expect(await clients()).toEqual(['Busy Bakery']);
    expect(await skipped()).toEqual([
      {
        name: 'Dora',
        rule: null,
        reason: expect.stringContaining('its status is Inactive, which is not synced'),
      },
      {
        name: 'Dormant Dental',
        rule: 'company.in.status',
        reason: 'its status is Inactive, which is not synced',
      },
      {
        name: 'Nobody Knows Ltd',
        rule: 'company.in.status',
        reason: 'its status is Not-Approved, which is not synced',
      },
    ]);
    const told = await app.test.sql<{ description: string }>(
      `select description from audit_event where name = 'Nobody Knows Ltd'`,
    );
    expect(told.map(({ description }) => description).join()).toContain('its status is Not-Approved');
  });

  it('stay linked when they become inactive later: that is a change like any other', async () => {
    const busy = app.sandbox.store.list('companies').find(({ name }) => name === 'Busy Bakery');
    app.sandbox.store.patch('companies', busy?.id ?? 0, { status: { id: INACTIVE }, city: 'Ocala' });
    await save({ mode: 'REAL_TIME' });
    await poll();
    expect(await app.test.sql(`select status, city from client`)).toEqual([{ status: 'Inactive', city: 'Ocala' }]);
  });

  it('come in, with what belongs to them, once that is chosen; the history says so', async () => {
    expect((await save({ options: { inactiveCompanies: 'SYNC' } })).settings.options).toEqual({
      inactiveCompanies: 'SYNC',
    });
    await poll();
    expect(await clients()).toEqual(['Busy Bakery', 'Dormant Dental', 'Nobody Knows Ltd']);
    expect(await app.test.sql(`select first_name from contact`)).toEqual([{ first_name: 'Dora' }]);
    expect(await skipped()).toEqual([]);
    const { settingsRevisions } = await app.graphql(
      '{ settingsRevisions(first: 1) { items { changes { label from to } } } }',
    );
    expect(settingsRevisions.items[0].changes).toEqual([
      { label: 'Companies that are inactive or not approved in ConnectWise', from: 'Excluded', to: 'Come in' },
    ]);
  });

  it('came in where the settings were stored before it was asked, and still do; an export carries what was chosen', async () => {
    const { exportSettings } = await app.graphql('{ exportSettings }');
    expect(exportSettings.configuration.options.inactiveCompanies).toBe('sync');
    const [{ connection_id: connectionId } = { connection_id: '' }] = await app.test.sql<{ connection_id: string }>(
      `select connection_id from sync_settings`,
    );
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query(settingsWith, [connectionId, JSON.stringify({ mode: 'real_time', options: {} })]),
    );
    const { syncSettings } = await app.graphql('{ syncSettings { options { inactiveCompanies } } }');
    expect(syncSettings.options).toEqual({ inactiveCompanies: 'SYNC' });
  });
});
