import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { nodeArguments } from '../support/node-arguments.ts';
import { secretKey } from '../support/push-fixture.ts';
import { openSyncApp, type SyncApp } from '../support/sync-app.ts';
import { sumsOfTables } from '../support/touched-tables.ts';
import { until } from '../support/until.ts';

describe('a worker that is killed during a preview', () => {
  let app: SyncApp;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    app = await openSyncApp({ seed: 'demo' });
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await app.close();
  });

  const startWorker = async (previewId: string, pageSize: number): Promise<ChildProcess> => {
    const task = {
      databaseUrl: app.test.url,
      workspaceId: app.workspaceId,
      connectionId: app.connectionId,
      port: app.sandbox.port,
      clientId: app.sandbox.clientId,
      secretKey: secretKey.key.toString('base64'),
      leaseMs: 300,
      pageSize,
      previewId,
    };
    const env = { PATH: process.env.PATH, WORKER: JSON.stringify(task) };
    const child = spawn(process.execPath, nodeArguments('./pull-worker'), {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    if (child.stdout) await once(child.stdout, 'data');
    return child;
  };
  const kill = async (child: ChildProcess) => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  const preview = async (id: string) => {
    const found = await app.write((tx) => app.sync.previews.byId(tx, id));
    return {
      state: found?.state,
      error: found?.error,
      seen: found?.entities.reduce((n, e) => n + e.processed, 0) ?? 0,
    };
  };
  const others = async () => {
    const { sync_preview: _preview, sync_preview_record: _records, ...rest } = await sumsOfTables(app.test);
    return rest;
  };

  it('leaves nothing behind, and the next one begins again', async () => {
    const { id } = await app.write((tx) => app.sync.previews.start(tx, 'Ann'));
    const before = await others();
    app.sandbox.setLatency(15);
    const first = await startWorker(id, 40);
    await until(async () => (await preview(id)).seen >= 80, 'two pages were tried');
    await kill(first);
    expect(await others()).toEqual(before);
    expect(await app.rows('select 1 from sync_preview_record')).toEqual([]);
    app.sandbox.setLatency(0);
    const second = await startWorker(id, 1_000);
    await until(async () => (await preview(id)).state !== 'running', 'the preview is done', 40_000);
    await kill(second);
    expect(await preview(id)).toMatchObject({ state: 'done', error: null });
    expect(await others()).toEqual(before);
    const [attempts] = await app.rows<{ attempts: number }>('select attempts from sync_preview where id = $1', [id]);
    expect(attempts).toEqual({ attempts: 2 });
    const [stored] = await app.rows<{ n: number; places: number }>(
      'select count(*)::int as n, count(distinct (entity, remote_id))::int as places from sync_preview_record',
    );
    expect(stored?.n).toBe((await preview(id)).seen);
    expect(stored?.places).toBe(stored?.n);
  }, 90_000);

  it('says so when it is killed again and again', async () => {
    const { id } = await app.write((tx) => app.sync.previews.start(tx, 'Ann'));
    await app.rows('update sync_preview set attempts = 4 where id = $1', [id]);
    const child = await startWorker(id, 1_000);
    await until(async () => (await preview(id)).state === 'failed', 'the preview was given up');
    await kill(child);
    expect((await preview(id)).error).toMatch(/interrupted again and again/);
  }, 30_000);

  it('keeps only the newest finished preview, and the table of records with it', async () => {
    const { id } = await app.write((tx) => app.sync.previews.start(tx, 'Ann'));
    const child = await startWorker(id, 1_000);
    await until(async () => (await preview(id)).state === 'done', 'the preview is done', 40_000);
    await kill(child);
    expect(await app.rows('select id from sync_preview')).toEqual([{ id }]);
    expect(await app.rows('select distinct preview_id as id from sync_preview_record')).toEqual([{ id }]);
  }, 60_000);
});
