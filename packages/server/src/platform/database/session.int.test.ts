import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { allInTurn } from './all-in-turn.ts';
import { Session } from './session.ts';

describe('Session', () => {
  let test: TestDatabase;
  let session: Session;
  let workspaceId: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    const [made] = await test.sql<{ id: string }>(`select system_create_workspace('ours') as id`);
    workspaceId = made?.id ?? '';
    session = await Session.open({ url: test.url, applicationName: 'session-test' });
  });
  afterAll(async () => {
    await session.close();
    await test.drop();
  });

  it('gives its connection one statement at a time, in their order', async () => {
    const rows = await session.inWorkspace(workspaceId, async (tx) => {
      await tx.query('create temporary table step (n int)');
      await allInTurn([1, 2, 3, 4].map((n) => tx.query('insert into step values ($1)', [n])));
      return tx.query('select n from step');
    });
    expect(rows).toEqual([1, 2, 3, 4].map((n) => ({ n })));
  });

  it('rolls back only after the statements that were handed over before the failure', async () => {
    const failed = session.inWorkspace(workspaceId, async (tx) => {
      // Both are under way when the work fails.
      void tx.query('select pg_sleep(0.2)').catch(() => undefined);
      void tx.query(`insert into client (name) values ('Stray')`).catch(() => undefined);
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    expect(await test.sql(`select name from client where name = 'Stray'`)).toEqual([]);
    expect(await session.inWorkspace(workspaceId, (tx) => tx.query('select 1 as n'))).toEqual([{ n: 1 }]);
  });
});

describe('The tests', () => {
  it('refuse two statements at once on one connection', async () => {
    const client = new pg.Client({ connectionString: process.env.TEST_POSTGRES_URL });
    await client.connect();
    const first = client.query('select 1 as n');
    expect(() => client.query('select 2')).toThrow(/still works on another one: select 2/);
    expect((await first).rows).toEqual([{ n: 1 }]);
    await client.end();
  });
});
