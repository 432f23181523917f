import { type OwnPostgres, startOwnPostgres } from '../support/own-postgres.ts';
import { expectWholeFirstSync, isPulling, processedSoFar } from '../support/pull-workers.ts';
import { openSyncApp, type SyncApp } from '../support/sync-app.ts';
import { until } from '../support/until.ts';

const RESTARTS = 4;

describe('PostgreSQL restarted during the first sync', () => {
  let postgres: OwnPostgres;
  let app: SyncApp;

  beforeAll(async () => {
    postgres = await startOwnPostgres();
    postgres.takeOver();
    app = await openSyncApp({ seed: 'demo', pageSize: 100 });
    app.sandbox.setLatency(10);
  }, 60_000);
  afterAll(async () => {
    await app?.close().catch(() => undefined);
    await postgres?.remove();
  }, 30_000);

  it(`loses and doubles nothing in ${RESTARTS} restarts`, async () => {
    await app.start();
    let isOver = false;
    // As the worker's sweep does: whatever ends an attempt, the next one goes on.
    const working = (async () => {
      while (!isOver) {
        await app.work('initial').catch(() => false);
        isOver = !(await isPulling(app).catch(() => true));
      }
    })();
    for (let n = 0; n < RESTARTS; n++) {
      const before = await processedSoFar(app);
      await until(async () => (await processedSoFar(app).catch(() => 0)) > before, 'the sync goes on', 60_000);
      await postgres.stop();
      await postgres.start();
    }
    app.sandbox.setLatency(0);
    await working;
    await expectWholeFirstSync(app);
  }, 180_000);
});
