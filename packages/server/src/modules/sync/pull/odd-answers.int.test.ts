import { settingsWith } from '../../../../test/support/settings.ts';
import { openSyncApp, type SyncApp } from '../../../../test/support/sync-app.ts';

describe('a pull from a ConnectWise that answers oddly', () => {
  let app: SyncApp;
  let companyIds: number[];

  beforeEach(async () => {
    app = await openSyncApp({ seed: 'empty' });
    const { store } = app.sandbox;
    companyIds = Array.from({ length: 30 }, (_, i) => {
      const place = { addressLine1: `${i} Main St`, site: { name: 'Main' } };
      return store.insert('companies', { name: `Company ${i}`, identifier: `C${i}`, ...place }).id;
    });
    // The first ones can be deleted there, since they have none.
    for (const [i, id] of companyIds.slice(14).entries())
      store.insert('contacts', { firstName: `Ann ${i}`, company: { id } });
    await app.rows(settingsWith, [app.connectionId, JSON.stringify({ mode: 'real_time' })]);
    await app.rows(`update connection set sync_started_at = now()`);
  });
  afterEach(() => app.close());

  const count = async (sql: string) => (await app.rows<{ n: number }>(`select count(*)::int n from ${sql}`))[0]?.n;
  const openIssues = () =>
    app.rows<{ id: string; code: string; entity: string; message: string }>(
      `select id, code, entity, message from sync_issue where state = 'open' order by code`,
    );

  it.each(['contacts.site', 'contacts.site, companies.country, companies.territory, companies.defaultContact'])(
    'takes records in whose references are blank: %s',
    async (blankReferences) => {
      app.sandbox.readings.blankReferences = blankReferences;
      await app.poll();
      expect(await count('client')).toBe(30);
      expect(await count('contact')).toBe(16);
      expect(await openIssues()).toEqual([]);
    },
  );

  it('keeps the status of a client whose company comes with a blank one, and says nothing of it', async () => {
    await app.poll();
    const before = await app.rows<{ status: string }>('select status from client order by name');
    expect(new Set(before.map(({ status }) => status)).size).toBeGreaterThan(0);
    expect(before.every(({ status }) => status !== null)).toBe(true);
    app.sandbox.readings.blankReferences = 'companies.status';
    app.sandbox.store.patch('companies', companyIds[3] ?? 0, { city: 'Ocala' });
    await app.poll();
    expect(await count(`client where city = 'Ocala'`)).toBe(1);
    expect(await app.rows('select status from client order by name')).toEqual(before);
    expect(await count(`audit_event where description ilike '%status%'`)).toBe(0);
    expect(await openIssues()).toEqual([]);
  });

  it('takes contacts whose company is blank for contacts without one, not for unfit ones', async () => {
    app.sandbox.readings.blankReferences = 'contacts.company';
    await app.poll();
    expect((await openIssues()).filter((issue) => issue.code === 'invalid_record')).toEqual([]);
  });

  it.each([
    ['an HTML 404', { status: 404, kind: 'html' }],
    ['an object where a list is expected', { kind: 'object' }],
  ] as const)('breaks nothing when lists are answered with %s, and goes on when that is over', async (_what, fault) => {
    await app.poll();
    app.sandbox.store.patch('companies', companyIds[3] ?? 0, { city: 'Tampa' });
    app.sandbox.fail({ path: '/company', ...fault });
    await app.poll().catch(() => undefined);
    expect(await count(`entity_link where state <> 'linked'`)).toBe(0);
    expect(await openIssues()).toEqual([]);
    app.sandbox.clearFaults();
    await app.rows(`update connection set state = 'connected'`);
    await app.rows(`update sync_run set state = 'failed' where state = 'running'`);
    await app.poll();
    expect(await count(`client where city = 'Tampa'`)).toBe(1);
  });

  it('reads from a server that knows an older version only', async () => {
    app.sandbox.readings.modelVersion = '2021.1';
    await app.poll();
    expect(await count('client')).toBe(30);
    expect(await app.rows(`select api_version as version from connection`)).toEqual([{ version: '2021.1' }]);
  });

  const deleteThere = async (ids: readonly number[]) => {
    for (const id of ids) app.sandbox.store.remove('companies', id);
    await app.poll();
  };

  it('asks when a third of the companies is deleted there, and a person’s yes breaks their links', async () => {
    await app.poll();
    await deleteThere(companyIds.slice(0, 12));
    expect(await count(`entity_link where state = 'broken'`)).toBe(0);
    const [asked, ...others] = await openIssues();
    expect(others).toEqual([]);
    expect(asked).toMatchObject({ code: 'many_removed', entity: 'company' });
    await expect(app.sync.issues.retry(app.actor, asked?.id ?? '', 'others')).rejects.toThrow('by itself');
    await app.sync.issues.retry(app.actor, asked?.id ?? '');
    expect(await count(`entity_link where state = 'broken'`)).toBe(12);
    expect((await openIssues()).map((issue) => issue.code)).toEqual(Array(12).fill('remote_deleted'));
  });

  it('leaves the links when a person says no, does not ask again about them, and notices later removals', async () => {
    await app.poll();
    await deleteThere(companyIds.slice(0, 12));
    const [asked] = await openIssues();
    await app.sync.issues.dismiss(app.actor, asked?.id ?? '', 'A restored backup.');
    await app.poll();
    expect(await count(`entity_link where state = 'broken'`)).toBe(0);
    expect(await openIssues()).toEqual([]);
    await deleteThere(companyIds.slice(12, 14));
    expect(await count(`entity_link where state = 'broken'`)).toBe(2);
    expect((await openIssues()).map((issue) => issue.code)).toEqual(['remote_deleted', 'remote_deleted']);
  });
});
