import { openPull, openSyncApp, type SyncApp } from '../../../../../test/support/sync-app.ts';
import { AuditLog } from '../../../audit/audit-log.service.ts';
import { LinksService } from '../../../links/links.service.ts';
import { createMatching, type MatchingModule } from '../matching.module.ts';

const control = (signal = new AbortController().signal) => ({ signal, touch: async () => undefined });

describe('a comparison in the worker', () => {
  let app: SyncApp;
  let matching: MatchingModule;
  let closeOther: () => Promise<void>;

  beforeAll(async () => {
    app = await openSyncApp({ seed: 'demo' });
    const { connection, push } = openPull(app.database, app.sandbox);
    closeOther = () => connection.close();
    matching = createMatching({
      database: app.database,
      audit: new AuditLog(),
      queue: { enqueue: async () => undefined },
      links: new LinksService(),
      connections: connection.connections,
      clients: connection.clients,
      health: connection.health,
      settings: push.settings,
      recordUrls: async () => () => null,
      logger: { warn: () => undefined },
      leaseMs: 1_000,
      pageSize: 200,
    });
    await app.rows(
      `insert into client (name, website) select 'Client ' || n, 'client' || n || '.example' from generate_series(1, 50) n`,
    );
    await app.rows(
      `insert into client (name, identifier) values ('Harborview Dental Group', 'HarborviewDentalGroup'), ('Palmetto Law Offices', 'PalmettoLawOffices')`,
    );
  });
  afterAll(async () => {
    await closeOther();
    await app.close();
  });

  const start = () => app.write((tx) => matching.service.start(tx, app.actor));
  const work = (signal?: AbortSignal) => matching.runs.run(app.workspaceId, app.connectionId, control(signal));
  const pages = () => app.sandbox.journal().filter((call) => call.path.endsWith('/company/companies'));
  const progress = () =>
    app.rows<{ entity: string; read: number; expected: number; done: boolean }>(
      `select e.entity, e.read, e.expected, e.compared_at is not null as done from match_run_entity e join match_run r on r.id = e.run_id
       where r.id = (select max(id::text)::uuid from match_run) order by e.position`,
    );

  it('goes on after a kill where it stood, and doubles nothing', async () => {
    const run = await start();
    expect((await start()).id).toBe(run.id);
    app.sandbox.clearJournal();
    const stop = new AbortController();
    const stopped = matching.runs.run(app.workspaceId, app.connectionId, {
      signal: stop.signal,
      // Told to stop after its first page.
      touch: async () => stop.abort(),
    });
    expect(await stopped).toBe(false);
    const [before] = await progress();
    expect(before).toMatchObject({ entity: 'company', read: 200, done: false });
    const asked = pages().length;
    expect(await work()).toBe(true);
    const after = await progress();
    for (const one of after) expect(one).toMatchObject({ read: one.expected, done: true });
    // The pages that were read are not read again.
    expect(pages().length - asked).toBe(Math.ceil(((after[0]?.expected ?? 0) - 200) / 200));
    expect(await app.rows(`select state, resumed from match_run`)).toEqual([{ state: 'done', resumed: 1 }]);
    const [counts] = await app.rows<{ records: number; distinct: number }>(
      `select count(*)::int as records, count(distinct remote_id)::int as distinct from match_record where entity = 'company'`,
    );
    expect(counts).toEqual({ records: after[0]?.expected, distinct: after[0]?.expected });
  });

  it('has found the clients that both sides know, and linked none', async () => {
    const pairs = await app.rows<{ name: string; score: number }>(
      `select local_name as name, score from match_pair where entity = 'company' and score = 100 order by 1`,
    );
    expect(pairs).toEqual([
      { name: 'Harborview Dental Group', score: 100 },
      { name: 'Palmetto Law Offices', score: 100 },
    ]);
    expect(await app.rows('select 1 from entity_link')).toEqual([]);
  });

  it('leaves a comparison alone that another worker is at', async () => {
    await start();
    await app.rows(
      `update match_run set lease_owner = 'other', lease_until = now() + interval '1 minute' where state = 'running'`,
    );
    expect(await work()).toBe(false);
    await app.rows(`update match_run set lease_until = now() - interval '1 second' where state = 'running'`);
    expect(await work()).toBe(true);
  });

  it('writes nothing once another worker has taken over', async () => {
    await start();
    const before = await app.rows('select id, run_id from match_pair order by id');
    const lost = matching.runs.run(app.workspaceId, app.connectionId, {
      signal: new AbortController().signal,
      touch: async () =>
        void (await app.rows(`update match_run set fence = fence + 1, lease_owner = 'other' where state = 'running'`)),
    });
    expect(await lost).toBe(false);
    expect(await app.rows('select id, run_id from match_pair order by id')).toEqual(before);
    await app.rows(`update match_run set lease_until = null where state = 'running'`);
    expect(await work()).toBe(true);
  });

  it('says what went wrong, and waits when that may pass', async () => {
    await start();
    app.sandbox.fail({ path: '/company/contacts', status: 500, times: 100 });
    expect(await work()).toBe(false);
    expect(
      await app.rows(`select state, error is not null as said, lease_owner from match_run order by id desc limit 1`),
    ).toEqual([{ state: 'running', said: true, lease_owner: null }]);
    app.sandbox.clearFaults();
    await app.rows(`update connection set state = 'connected', state_code = null`);
    expect(await work()).toBe(true);
    await start();
    app.sandbox.revokeKeys();
    expect(await work()).toBe(false);
    const [failed] = await app.rows<{ state: string; error: string }>(
      `select state, error from match_run order by id desc limit 1`,
    );
    expect(failed).toMatchObject({ state: 'failed' });
    expect(failed?.error.length).toBeGreaterThan(10);
  });
});
