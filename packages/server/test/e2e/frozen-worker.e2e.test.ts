import type { ChildProcess } from 'node:child_process';
import {
  expectWholeFirstSync,
  isPulling,
  killWorker,
  processedSoFar,
  startPullWorker,
} from '../support/pull-workers.ts';
import { openSyncApp, type SyncApp } from '../support/sync-app.ts';
import { until } from '../support/until.ts';

const LEASE_MS = 400;

describe('R84: a worker that is frozen past its lease', () => {
  let app: SyncApp;
  const workers: ChildProcess[] = [];

  beforeAll(async () => {
    app = await openSyncApp({ seed: 'demo' });
    app.sandbox.setLatency(15);
  });
  afterAll(async () => {
    for (const worker of workers) await killWorker(worker);
    await app.close();
  });

  const worker = async (pageSize: number): Promise<ChildProcess> => {
    const child = await startPullWorker(app, pageSize, LEASE_MS);
    workers.push(child);
    return child;
  };

  it('writes nothing any more once another one has taken over', async () => {
    await app.start();
    const frozen = await worker(40);
    await until(async () => (await processedSoFar(app)) > 0, 'the first worker goes on', 60_000);
    frozen.kill('SIGSTOP');
    const other = await worker(400);
    const atFreeze = await processedSoFar(app);
    await until(async () => (await processedSoFar(app)) > atFreeze + 400, 'the second worker took over', 60_000);
    // Awake again in the midst of the other one's work, with a page in its hands: the fence refuses it.
    frozen.kill('SIGCONT');
    await until(async () => !(await isPulling(app)), 'the run is done', 60_000);
    await killWorker(other);
    // Two workers on one list: one of them may look at a record that the other has just taken in.
    await expectWholeFirstSync(app, { looksTwice: true });
  }, 240_000);
});
