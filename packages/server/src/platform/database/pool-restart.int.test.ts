import { type OwnPostgres, startOwnPostgres } from '../../../test/support/own-postgres.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { until } from '../../../test/support/until.ts';
import { Database } from './database.ts';

const RESTARTS = 20;
const POOL_SIZE = 10;

describe('A pool whose PostgreSQL is restarted', () => {
  let postgres: OwnPostgres;
  let test: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    postgres = await startOwnPostgres();
    postgres.takeOver();
    test = await createTestDatabase();
    database = await Database.open({ url: test.url, entities: [], poolSize: POOL_SIZE });
  }, 60_000);
  afterAll(async () => {
    await database?.close();
    await test?.drop().catch(() => undefined);
    await postgres?.remove();
  }, 30_000);

  it(`serves all its connections after ${RESTARTS} restarts with transactions in flight`, async () => {
    for (let n = 0; n < RESTARTS; n++) {
      const running = Promise.allSettled(
        [0, 1, 2].map(() => database.acrossWorkspaces((tx) => tx.query('select pg_sleep(60)'))),
      );
      await until(
        async () => (await test.sql(`select from pg_stat_activity where query = 'select pg_sleep(60)'`)).length === 3,
        'three transactions run',
      );
      await postgres.stop();
      await running;
      await postgres.start();
      await until(() => database.isReady(), 'the pool answers again');
    }
    const answers = await Promise.all(
      Array.from({ length: POOL_SIZE }, () => database.acrossWorkspaces((tx) => tx.query('select pg_sleep(0.05)'))),
    );
    expect(answers).toHaveLength(POOL_SIZE);
  }, 240_000);
});
