import { rowsWritten } from '../../../../../test/support/rows-written.ts';
import { openSyncApp, type SyncApp } from '../../../../../test/support/sync-app.ts';

describe('a poll that finds nothing', () => {
  let app: SyncApp;
  const company = (name: string) =>
    app.sandbox.store.insert('companies', {
      identifier: name.replaceAll(' ', ''),
      name,
      site: { name: 'Main' },
      addressLine1: '1 Main St',
    });
  const runs = async () =>
    (await app.rows<{ kind: string }>('select kind from sync_run order by id')).map((r) => r.kind);
  const times = async () =>
    (
      await app.rows<{ last: Date; next: Date; due: boolean }>(
        `select last_pull_at as last, next_pull_at as next, next_pull_at between now() + interval '14 minutes' and now() + interval '16 minutes' as due from connection`,
      )
    )[0];

  beforeAll(async () => {
    app = await openSyncApp({ seed: 'empty', mode: 'real_time' });
    company('Acme');
    company('Harbor Dental');
    await app.start();
    await app.work('initial');
  });
  afterAll(() => app.close());

  it('asks for each list once, writes two times and leaves no run behind', async () => {
    await app.poll();
    const before = await times();
    const polledSoFar = await runs();
    app.sandbox.clearJournal();
    await app.rows(`update connection set next_pull_at = now()`);
    const written = await rowsWritten(app.test, async () => {
      expect(await app.work('poll')).toBe(true);
    });
    // Taken, and done; beside it the figures of requests, which are kept by how long they took.
    const { connection, statistic_delta: figures = 0, ...others } = written.byTable;
    expect({ connection, others }).toEqual({ connection: 2, others: {} });
    expect(figures).toBeLessThanOrEqual(4);
    expect(app.sandbox.journal().map(({ path }) => path)).toEqual([
      '/company/companies',
      '/company/contacts',
      '/procurement/catalog',
      '/sales/opportunities',
    ]);
    expect(await runs()).toEqual(polledSoFar);
    const after = await times();
    expect(after?.last.getTime()).toBeGreaterThan(before?.last.getTime() ?? 0);
    expect(after?.due).toBe(true);
  });

  it('stays quiet where the newest records are excluded, wait for one that is, or fail as before', async () => {
    const gone = app.sandbox.store.insert('companies', {
      identifier: 'GoneAway',
      name: 'Gone Away',
      site: { name: 'Main' },
      addressLine1: '1 Main St',
    });
    app.sandbox.store.patchRaw('companies', gone.id, { deletedFlag: true });
    app.sandbox.store.insert('contacts', { firstName: 'Ann', company: { id: gone.id } });
    app.sandbox.store.insertRaw('companies', { identifier: 'AcmeTwo', name: 'ACME', addressLine1: '9 Elm St' });
    await app.poll();
    const skipped = await app.rows(`select entity, code from sync_skip order by entity, code`);
    expect(skipped).toEqual([
      { entity: 'company', code: 'excluded' },
      { entity: 'contact', code: 'parent_excluded' },
    ]);
    expect(await app.rows(`select code from sync_issue where state = 'open'`)).toEqual([{ code: 'name_taken' }]);
    const polledSoFar = await runs();
    const written = await rowsWritten(app.test, async () => void (await app.poll()));
    const { connection, statistic_delta: _figures, ...others } = written.byTable;
    expect({ connection, others }).toEqual({ connection: 3, others: {} });
    expect(await runs()).toEqual(polledSoFar);

    app.sandbox.store.patchRaw('companies', gone.id, { deletedFlag: false });
    await app.poll();
    expect(await app.rows(`select first_name from contact`)).toEqual([{ first_name: 'Ann' }]);
  });

  it('is told from one that finds a change of a second ago, which leaves a run', async () => {
    const [acme] = app.sandbox.store.list('companies').filter(({ name }) => name === 'Acme');
    app.sandbox.store.patch('companies', acme?.id ?? 0, { city: 'Tampa' });
    await app.poll();
    expect(await app.rows(`select city from client where name = 'Acme'`)).toEqual([{ city: 'Tampa' }]);
    expect((await runs()).at(-1)).toBe('poll');
  });

  it('asks for each list once also where a record waits for somebody, and a run has to decide', async () => {
    app.sandbox.store.insertRaw('companies', { identifier: 'NoName' });
    await app.poll();
    app.sandbox.clearJournal();
    await app.poll();
    expect(app.sandbox.journal().map(({ path }) => path)).toEqual([
      '/company/companies',
      '/company/contacts',
      '/procurement/catalog',
      '/sales/opportunities',
    ]);
  });

  it('brings in what waited here, though nothing changed there', async () => {
    await app.poll();
    const before = (await runs()).length;
    await app.rows(`update sync_cursor set reevaluate = true where entity = 'company'`);
    await app.poll();
    expect(await runs()).toHaveLength(before + 1);
  });

  it('lets a listing that was begun go on', async () => {
    await app.poll();
    const before = (await runs()).length;
    await app.rows(`update sync_cursor set listing_started_at = now(), resume_after_id = 0 where entity = 'contact'`);
    await app.poll();
    expect(await runs()).toHaveLength(before + 1);
  });

  it('does not lose the poll of a worker that died over it', async () => {
    await app.rows(`update connection set next_pull_at = now()`);
    app.sandbox.setLatency(30_000);
    const stop = new AbortController();
    const dying = app.sync.pull.run(
      { workspaceId: app.workspaceId, connectionId: app.connectionId, kind: 'poll' },
      { signal: stop.signal, touch: async () => undefined },
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    const [claimed] = await app.rows<{ soon: boolean }>(
      `select next_pull_at between now() and now() + interval '1 minute' as soon from connection`,
    );
    expect(claimed?.soon).toBe(true);
    stop.abort();
    app.sandbox.setLatency(0);
    await dying.catch(() => undefined);
  });
});
