import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { secretKey } from '../support/push-fixture.ts';
import { openSyncApp, type SyncApp } from '../support/sync-app.ts';
import { until } from '../support/until.ts';

const KILLS = 20;
const workerFile = fileURLToPath(new URL('../support/pull-worker.ts', import.meta.url));
const loader = fileURLToPath(new URL('../support/run-typescript.mjs', import.meta.url));

/** A fixed sequence of fractions, so that a failing run can be repeated. */
function fractions(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

describe('a worker that is killed during the first sync', () => {
  let app: SyncApp;

  beforeAll(async () => {
    app = await openSyncApp({ seed: 'demo' });
    app.sandbox.setLatency(15);
  });
  afterAll(() => app.close());

  const start = async (pageSize: number): Promise<ChildProcess> => {
    const task = {
      databaseUrl: app.test.url,
      workspaceId: app.workspaceId,
      connectionId: app.connectionId,
      port: app.sandbox.port,
      clientId: app.sandbox.clientId,
      secretKey: secretKey.key.toString('base64'),
      leaseMs: 300,
      pageSize,
    };
    const env = { PATH: process.env.PATH, WORKER: JSON.stringify(task) };
    const child = spawn(process.execPath, ['--import', loader, workerFile], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (child.stdout) await once(child.stdout, 'data');
    return child;
  };

  const [running, processed] = [
    async () => (await app.rows(`select 1 from sync_run where state = 'running'`)).length > 0,
    async () =>
      Number((await app.rows<{ n: string }>('select coalesce(sum(processed), 0) n from sync_run_entity'))[0]?.n),
  ];

  it(`loses and doubles nothing in ${KILLS} kills`, async () => {
    await app.start();
    const random = fractions(7);
    let kills = 0;
    for (; kills < KILLS && (await running()); kills++) {
      const before = await processed();
      const child = await start(40);
      await until(async () => (await processed()) > before || !(await running()), 'the worker goes on');
      await pause(random() * 60);
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    expect(kills).toBe(KILLS);
    expect(await running()).toBe(true);
    app.sandbox.setLatency(0);
    const last = await start(1_000);
    await until(async () => !(await running()), 'the run is done', 40_000);
    last.kill('SIGKILL');
    await once(last, 'exit');

    const [run] = await app.rows<{ state: string; resumed: number }>('select state, resumed from sync_run');
    expect(run?.state).toBe('done');
    expect(run?.resumed).toBeGreaterThanOrEqual(KILLS / 2);
    for (const e of await app.rows<{
      entity: string;
      expected: number;
      processed: number;
      created: number;
      failed: number;
      skipped: number;
    }>('select * from sync_run_entity')) {
      const [found] = await app.rows<Record<string, number>>(
        `select (select count(*)::int from entity_link where entity = $1) links,
           (select count(distinct local_id)::int from entity_link where entity = $1) locals,
           (select count(*)::int from audit_event where entity = $1 and operation = 'create') creates,
           (select count(distinct remote_id)::int from audit_event where entity = $1 and operation = 'create') created,
           (select count(*)::int from sync_skip where entity = $1) skips,
           (select count(*)::int from sync_issue where entity = $1) issues`,
        [e.entity],
      );
      expect(e.processed).toBe(e.expected);
      expect(found).toEqual({
        links: e.created,
        locals: e.created,
        creates: e.created,
        created: e.created,
        skips: e.skipped,
        issues: e.failed,
      });
      expect(e.created + e.skipped + e.failed).toBe(e.expected);
    }
    const [rows] = await app.rows<Record<string, number>>(
      `select (select count(*)::int from client) + (select count(*)::int from contact) + (select count(*)::int from product)
         + (select count(*)::int from opportunity) as records, (select count(*)::int from entity_link) as links`,
    );
    expect(rows?.records).toBe(rows?.links);
  }, 120_000);
});
