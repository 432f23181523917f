import { openSyncApp, type SyncApp } from '../support/sync-app.ts';

/** Pulls with something happening after a page, as it may while a worker is at it. */
const pullWith = (app: SyncApp, afterPage: (page: number) => Promise<void>, signal = new AbortController().signal) => {
  let page = 0;
  return app.sync.pull.run(
    { workspaceId: app.workspaceId, connectionId: app.connectionId, kind: 'initial' },
    { signal, touch: () => afterPage(++page) },
  );
};

const companies = (app: SyncApp, count: number): number[] =>
  Array.from({ length: count }, (_, at) =>
    Number(
      app.sandbox.store.insert('companies', {
        identifier: `Client${at}`,
        name: `Client ${at}`,
        site: { name: 'Main' },
        addressLine1: '1 Main St',
      }).id,
    ),
  );

describe('settings that change while the first sync runs', () => {
  let app: SyncApp;

  beforeEach(async () => {
    app = await openSyncApp({ seed: 'demo', pageSize: 250 });
  });
  afterEach(() => app.close());

  it('R48: leave it with those that it began with, also when another worker goes on with it', async () => {
    const stages = new Map(
      (await app.rows<{ id: string; name: string }>('select id, name from pipeline_stage')).map((s) => [s.name, s.id]),
    );
    const remoteStage = '8';
    const map = (stage: string) =>
      app.write((tx) =>
        app.syncSettings.save(
          tx,
          app.connectionId,
          {
            stageMap: ['Lead', 'Quote'].map((name) => ({
              stageId: stages.get(name) ?? '',
              remoteStageId: name === stage ? remoteStage : null,
            })),
          },
          { userId: null, name: 'Ann' },
        ),
      );
    await map('Quote');
    const run = await app.start();
    const opportunities = async () =>
      (await app.rows<{ processed: number }>(`select processed from sync_run_entity where entity = 'opportunity'`))[0]
        ?.processed ?? 0;
    const stop = new AbortController();
    await pullWith(
      app,
      async () => {
        if ((await opportunities()) === 0) return;
        await map('Lead');
        stop.abort();
      },
      stop.signal,
    );
    expect(await opportunities()).toBe(250);
    expect(await pullWith(app, async () => undefined)).toBe(true);
    const ended = (
      await app.rows<{ state: string; settings_revision: number; resumed: number }>('select * from sync_run')
    )[0];
    expect(ended).toMatchObject({ state: 'done', settings_revision: run.settingsRevision });
    expect(ended?.resumed).toBeGreaterThan(0);
    const [settings] = await app.rows<{ revision: number }>('select revision from sync_settings');
    expect(settings?.revision).toBe((run.settingsRevision ?? 0) + 1);
    const atStage = app.sandbox.store
      .list('opportunities')
      .filter((o) => String((o.stage as { id: number }).id) === remoteStage)
      .map((o) => String(o.id));
    const pulled = await app.rows<{ name: string; n: number }>(
      `select s.name, count(*)::int as n from unnest($1::text[]) as k(id)
       join entity_link l on l.entity = 'opportunity' and l.remote_id = k.id
       join opportunity o on o.id = l.local_id join pipeline_stage s on s.id = o.stage_id group by s.name`,
      [atStage],
    );
    expect(pulled).toEqual([{ name: 'Quote', n: expect.any(Number) }]);
    expect(pulled[0]?.n).toBeGreaterThan(100);
  }, 90_000);
});

describe('a first sync that is cancelled', () => {
  let app: SyncApp;

  beforeEach(async () => {
    app = await openSyncApp({ seed: 'empty', pageSize: 2 });
  });
  afterEach(() => app.close());

  it('P11: ends after the page, keeps what is in, and goes on behind it when it is started again', async () => {
    const ids = companies(app, 7);
    const run = await app.start();
    const done = await pullWith(app, async (page) => {
      if (page === 2) await app.write((tx) => app.sync.runs.cancel(tx, run.id, 'Ann'));
    });
    expect(done).toBe(false);
    expect(await app.rows('select state, error from sync_run')).toEqual([{ state: 'cancelled', error: null }]);
    const inside = await app.rows<{ id: string }>(`select remote_id as id from entity_link where entity = 'company'`);
    expect(inside).toHaveLength(4);
    expect(await app.rows('select sync_started_at, next_pull_at from connection')).toEqual([
      { sync_started_at: null, next_pull_at: null },
    ]);
    expect(await app.work('poll')).toBe(false);
    app.sandbox.clearJournal();
    const again = await app.start();
    expect(again.id).not.toBe(run.id);
    expect(await app.work('initial')).toBe(true);
    const [entity] = await app.rows(
      `select expected, processed, created from sync_run_entity where run_id = $1 and entity = 'company'`,
      [again.id],
    );
    expect(entity).toEqual({ expected: 3, processed: 3, created: 3 });
    expect(await app.rows(`select 1 from entity_link where entity = 'company'`)).toHaveLength(ids.length);
    expect(await app.rows(`select 1 from client`)).toHaveLength(ids.length);
    expect((await app.rows(`select sync_started_at from connection`))[0]?.sync_started_at).toBeInstanceOf(Date);
  }, 60_000);

  it('says what cannot be cancelled', async () => {
    companies(app, 1);
    const run = await app.start();
    await app.work('initial');
    const cancel = (id: string) => app.write((tx) => app.sync.runs.cancel(tx, id, 'Ann'));
    await expect(cancel(run.id)).rejects.toThrow(/over already/);
    await expect(cancel('nothing')).rejects.toThrow('There is no such run.');
    expect((await app.rows(`select sync_started_at from connection`))[0]?.sync_started_at).toBeInstanceOf(Date);
  });

  it('leaves the sync on when it was a later one', async () => {
    companies(app, 5);
    await app.start();
    await app.work('initial');
    await app.rows('update sync_cursor set watermark = null');
    const { id } = await app.start();
    await pullWith(app, async (page) => {
      if (page === 1) await app.write((tx) => app.sync.runs.cancel(tx, id, 'Ann'));
    });
    const [connection] = await app.rows<{ sync_started_at: Date | null; next_pull_at: Date | null }>(
      'select sync_started_at, next_pull_at from connection',
    );
    expect(connection?.sync_started_at).toBeInstanceOf(Date);
    expect(connection?.next_pull_at).toBeInstanceOf(Date);
  });
});
