import { settingsWith } from '../../../../test/support/settings.ts';
import { openSyncApp, type SyncApp } from '../../../../test/support/sync-app.ts';
import { touchedTables } from '../../../../test/support/touched-tables.ts';

describe('R22: a change of filters', () => {
  let app: SyncApp;
  let types: { client: number; vendor: number };
  const use = (...values: number[]) =>
    app.rows(settingsWith, [
      app.connectionId,
      JSON.stringify({
        mode: 'real_time',
        filters: [{ entity: 'company', direction: 'in', field: 'type', operator: 'is', values: values.map(String) }],
      }),
    ]);
  const clients = async () =>
    (await app.rows<{ name: string }>('select name from client order by name')).map((row) => row.name);
  const excluded = async () =>
    (
      await app.rows<{ n: number }>(
        `select count(*)::int n from sync_skip where entity = 'company' and code = 'excluded'`,
      )
    )[0]?.n;

  beforeAll(async () => {
    app = await openSyncApp({ seed: 'empty' });
    const { store } = app.sandbox;
    types = {
      client: store.insert('companyTypes', { name: 'Buyer' }).id,
      vendor: store.insert('companyTypes', { name: 'Seller' }).id,
    };
    for (let i = 0; i < 130; i++)
      store.insert('companies', {
        name: `Seller ${i}`,
        identifier: `S${i}`,
        addressLine1: '1 Main St',
        site: { name: 'Main' },
        types: [{ id: types.vendor }],
      });
    const buyer = store.insert('companies', {
      name: 'Buyer',
      identifier: 'B',
      addressLine1: '2 Main St',
      site: { name: 'Main' },
      types: [{ id: types.client }],
    });
    store.insert('contacts', { firstName: 'Bo', company: { id: buyer.id } });
    store.insert('contacts', {
      firstName: 'Sal',
      company: { id: store.list('companies').find((c) => c.name === 'Seller 7')?.id },
    });
    await use(types.client);
    await app.rows(`update connection set sync_started_at = now()`);
    await app.poll();
  });
  afterAll(() => app.close());

  it('takes in what matches now, although it did not change in ConnectWise, with what waited for it', async () => {
    expect(await clients()).toEqual(['Buyer']);
    await use(types.client, types.vendor);
    app.sandbox.clearJournal();
    await app.poll();
    expect((await clients()).length).toBe(131);
    const [contact] = await app.rows(`select 1 from contact where first_name = 'Sal'`);
    expect(contact).toBeDefined();
    expect(
      await app.rows(
        `select 1 from sync_skip where entity = 'company' and code = 'excluded' and remote_id in (select remote_id from entity_link where entity = 'company')`,
      ),
    ).toEqual([]);
    // One listing and two look-ups of at most a hundred records, in the place of one request a record.
    const asked = app.sandbox.journal().filter((entry) => entry.path.startsWith('/company/companies'));
    expect(asked.length).toBeLessThanOrEqual(5);
  });

  it('deletes nothing that no longer matches, and freezes it', async () => {
    await use(types.client);
    const seller = app.sandbox.store.list('companies').find((c) => c.name === 'Seller 3');
    app.sandbox.store.patch('companies', seller?.id ?? 0, { city: 'Ocala' });
    await app.poll();
    expect((await clients()).length).toBe(131);
    expect(await app.rows(`select city from client where name = 'Seller 3'`)).toEqual([{ city: null }]);
    expect(await excluded()).toBeGreaterThanOrEqual(1);
    await use(types.client, types.vendor);
    await app.poll();
    expect(await app.rows(`select city from client where name = 'Seller 3'`)).toEqual([{ city: 'Ocala' }]);
  });

  it('costs nothing while it stays: a poll without news writes no data and makes one request an entity', async () => {
    await use(types.client);
    await app.poll();
    await app.poll();
    await touchedTables(app.test);
    app.sandbox.clearJournal();
    await app.poll();
    expect(await touchedTables(app.test)).toEqual([]);
    expect(app.sandbox.journal().map((entry) => entry.path)).toHaveLength(4);
  });
});
