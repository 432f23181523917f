import { openSyncApp, type SyncApp } from '../../../../test/support/sync-app.ts';

describe('a record of the name of one whose own is gone from ConnectWise', () => {
  let app: SyncApp;

  beforeAll(async () => {
    app = await openSyncApp({ seed: 'empty', mode: 'real_time' });
    app.sandbox.store.insert('companies', {
      identifier: 'Harbor',
      name: 'Harbor Dental',
      city: 'Tampa',
      site: { name: 'Main' },
    });
    await app.start();
    await app.work('initial');
    expect(await app.rows(`select state from entity_link`)).toEqual([{ state: 'linked' }]);
  });
  afterAll(() => app.close());

  it('is proposed as its pair, and becomes it when a person says so: both sides agree afterwards', async () => {
    const [client] = await app.rows<{ id: string }>(`select id from client where name = 'Harbor Dental'`);
    const first = app.sandbox.store.list('companies').find(({ name }) => name === 'Harbor Dental');
    app.sandbox.store.patchRaw('companies', first?.id ?? 0, { deletedFlag: true });
    await app.poll();
    const issues = () =>
      app.rows<{ id: string; code: string; detail: { candidates?: { id: string }[] }; remoteId: string }>(
        `select id, code, detail, remote_id as "remoteId" from sync_issue where state = 'open' order by code`,
      );
    expect((await issues()).map(({ code }) => code)).toEqual(['remote_deleted']);

    const second = app.sandbox.store.insert('companies', {
      identifier: 'Harbor2',
      name: 'Harbor Dental',
      city: 'Ocala',
      site: { name: 'Main' },
    });
    await app.poll();
    const [proposed] = await issues();
    expect(proposed).toMatchObject({
      code: 'possible_duplicate',
      remoteId: String(second.id),
      detail: { candidates: [{ id: client?.id }] },
    });

    await app.sync.issues.resolveMatch(app.actor, proposed?.id ?? '', 'link', client?.id ?? '');
    expect(await app.rows(`select remote_id as id, state from entity_link where local_id = $1`, [client?.id])).toEqual([
      { id: String(second.id), state: 'linked' },
    ]);
    expect(await app.rows(`select city from client where id = $1`, [client?.id])).toEqual([{ city: 'Ocala' }]);
    expect(await issues()).toEqual([]);
    await app.poll();
    expect(await app.rows(`select count(*)::int as n from client where name = 'Harbor Dental'`)).toEqual([{ n: 1 }]);
  });
});
