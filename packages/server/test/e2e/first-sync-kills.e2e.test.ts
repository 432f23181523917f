import { setTimeout as pause } from 'node:timers/promises';
import {
  expectWholeFirstSync,
  isPulling,
  killWorker,
  processedSoFar,
  startPullWorker,
} from '../support/pull-workers.ts';
import { openSyncApp, type SyncApp } from '../support/sync-app.ts';
import { until } from '../support/until.ts';

const KILLS = 10;

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

  it(`loses and doubles nothing in ${KILLS} kills`, async () => {
    await app.start();
    const random = fractions(7);
    let kills = 0;
    for (; kills < KILLS && (await isPulling(app)); kills++) {
      const before = await processedSoFar(app);
      const child = await startPullWorker(app, 40);
      await until(async () => (await processedSoFar(app)) > before || !(await isPulling(app)), 'the worker goes on');
      await pause(random() * 60);
      await killWorker(child);
    }
    expect(kills).toBe(KILLS);
    expect(await isPulling(app)).toBe(true);
    app.sandbox.setLatency(0);
    const last = await startPullWorker(app, 1_000);
    await until(async () => !(await isPulling(app)), 'the run is done', 100_000);
    await killWorker(last);
    const [run] = await app.rows<{ resumed: number }>('select resumed from sync_run');
    expect(run?.resumed).toBeGreaterThanOrEqual(KILLS / 2);
    await expectWholeFirstSync(app);
  }, 240_000);
});
