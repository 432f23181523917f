import { setTimeout as pause } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { until } from '../../../test/support/until.ts';
import { ConnectionPool } from './connection-pool.ts';
import { Database, type Tx } from './database.ts';

const POOL_SIZE = 10;
const NAME = 'pool-test';

describe('Connections that break inside a transaction', () => {
  let test: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    test = await createTestDatabase();
  });
  beforeEach(async () => {
    database = await Database.open({ url: test.url, entities: [], poolSize: POOL_SIZE, applicationName: NAME });
  });
  afterEach(() => database.close());
  afterAll(() => test.drop());

  const endBackends = async (state: string) => {
    let pids: number[] = [];
    await until(async () => {
      const rows = await test.sql<{ pid: number }>(
        `select pid from pg_stat_activity where application_name = $1 and state = $2 and datname = current_database()`,
        [NAME, state],
      );
      pids = rows.map(({ pid }) => pid);
      return pids.length === POOL_SIZE;
    }, `${POOL_SIZE} connections were ${state}`);
    await test.sql(`select pg_terminate_backend(pid) from unnest($1::int[]) pid`, [pids]);
  };
  const inAllConnections = <T>(work: (tx: Tx) => Promise<T>) =>
    Array.from({ length: POOL_SIZE }, () => database.acrossWorkspaces(work));
  const expectWholePool = async () => {
    const answers = await Promise.all(
      inAllConnections(async (tx) => (await tx.query<{ n: number }>('select 1 as n, pg_sleep(0.05)'))[0]?.n),
    );
    expect(answers).toEqual(Array.from({ length: POOL_SIZE }, () => 1));
  };

  it('leave the pool whole when they end while a statement runs', async () => {
    for (let round = 0; round < 2; round++) {
      const running = Promise.allSettled(inAllConnections((tx) => tx.query('select pg_sleep(60)')));
      await endBackends('active');
      expect((await running).map(({ status }) => status)).toEqual(Array(POOL_SIZE).fill('rejected'));
      await expectWholePool();
    }
  });

  it('leave the pool whole when they end between two statements', async () => {
    let goOn: () => void = () => undefined;
    const pausing = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const running = Promise.allSettled(
      inAllConnections(async (tx) => {
        await tx.query('select 1');
        await pausing;
        await tx.query('select 2');
      }),
    );
    await endBackends('idle in transaction');
    await pause(100);
    goOn();
    expect((await running).map(({ status }) => status)).toEqual(Array(POOL_SIZE).fill('rejected'));
    await expectWholePool();
  });

  it('leave the pool whole when the work that held them never goes on', async () => {
    const never = new Promise<void>(() => undefined);
    for (const work of inAllConnections(async (tx) => {
      await tx.query('select 1');
      await never;
    }))
      void work.catch(() => undefined);
    await endBackends('idle in transaction');
    await expectWholePool();
  });

  it('never serve the next caller while a transaction of the last one is open on them', async () => {
    const pool = new ConnectionPool({ url: test.url, poolSize: 1, applicationName: NAME });
    const first = await pool.connect();
    await first.query('begin');
    first.release();
    first.release();
    const second = await pool.connect();
    const { rows } = await second.query(
      'select pg_current_xact_id_if_assigned() as xid, now() = statement_timestamp() as fresh',
    );
    expect(rows).toEqual([{ xid: null, fresh: true }]);
    expect(second).not.toBe(first);
    second.release();
    const third = await pool.connect();
    expect(third).toBe(second);
    third.release();
    await pool.end();
  });

  it('tell callers for whom none comes free that the database is busy', async () => {
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    let begun = 0;
    const busy = Promise.all(
      inAllConnections(async (tx) => {
        await tx.query('select 1');
        begun++;
        await ended;
      }),
    );
    await until(async () => begun === POOL_SIZE, 'all connections are lent out');
    await expect(database.inWorkspace(crypto.randomUUID(), (tx) => tx.query('select 1'))).rejects.toMatchObject({
      code: 'unavailable',
      message: 'The database is busy: no connection came free within 10 seconds. Try again in a moment.',
    });
    end();
    await busy;
    await expectWholePool();
  }, 30_000);
});
