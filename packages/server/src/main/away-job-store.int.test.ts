import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../test/support/free-port.ts';
import { nodeArguments } from '../../test/support/node-arguments.ts';
import { secretKeys } from '../../test/support/real-programs.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';
import { until } from '../../test/support/until.ts';

const WATCHED_MS = 8_000;

describe('A worker that is started while the job store is away', () => {
  let test: TestDatabase;
  let folder: string;
  let worker: ChildProcess;
  beforeAll(async () => {
    test = await createTestDatabase();
    folder = mkdtempSync(join(tmpdir(), 'causeway-away-'));
  });
  afterAll(async () => {
    if (worker.exitCode === null) worker.kill('SIGKILL');
    await test.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('waits for it, says so on its port, does not flood the log, and ends in order when told', async () => {
    const [nowhere, health] = [await freePort(), await freePort()];
    worker = spawn(process.execPath, nodeArguments('../../src/main/worker'), {
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        DATABASE_URL: test.url,
        SECRET_KEYS: secretKeys(3),
        STORAGE_DIR: folder,
        MONGODB_URL: `mongodb://127.0.0.1:${nowhere}/causeway?serverSelectionTimeoutMS=300`,
        METRICS_PORT: String(health),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [worker.stdout, worker.stderr])
      stream?.on('data', (chunk) => {
        said += chunk;
      });
    const ready = () => fetch(`http://127.0.0.1:${health}/readyz`);
    await until(
      () =>
        ready().then(
          () => true,
          () => false,
        ),
      'the worker answers on its port',
      60_000,
    );
    const before = said.length;
    await pause(WATCHED_MS);
    expect(worker.exitCode).toBeNull();
    const answer = await ready();
    expect([answer.status, await answer.json()]).toEqual([
      503,
      { status: 'not ready', database: 'ok', jobs: 'not reachable', storage: 'ok' },
    ]);
    expect(said).toMatch(/the job store has trouble/);
    expect(said).not.toMatch(/unsettled top-level await|could not start/);
    // It used to be 12 kB a second.
    expect((said.length - before) / (WATCHED_MS / 1_000)).toBeLessThan(1_000);
    worker.kill('SIGTERM');
    const [code] = await once(worker, 'exit');
    expect(code).toBe(0);
  }, 90_000);
});
