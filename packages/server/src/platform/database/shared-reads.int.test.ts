import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { limitable, limitTime } from '../time-limit.ts';
import { Database } from './database.ts';

describe('What one query reads', () => {
  let test: TestDatabase;
  let database: Database;
  let workspaceId: string;
  const sent: string[] = [];
  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.open({ url: test.url, entities: [], poolSize: 3, onQuery: (sql) => void sent.push(sql) });
    const [made] = await test.sql<{ id: string }>(`insert into workspace (name) values ('Ours') returning id`);
    workspaceId = made?.id ?? '';
  });
  afterAll(async () => {
    await database.close();
    await test.drop();
  });
  beforeEach(() => {
    sent.length = 0;
  });

  const asQuery = <T>(work: () => Promise<T>, limitMs = 30_000): Promise<T> =>
    limitable(async () => {
      limitTime(limitMs);
      return work();
    });
  const ask = <T extends object>(sql: string, params: unknown[] = []) =>
    database.inWorkspace(workspaceId, (tx) => tx.query<T>(sql, params), { readOnly: true });
  const begins = () => sent.filter((sql) => sql.startsWith('begin'));
  const names = () => ask<{ name: string }>('select name from workspace');
  const idle = async () => {
    const open = await test.sql(
      `select 1 from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
    );
    return open.length;
  };
  const turn = () => new Promise((resolve) => setTimeout(resolve, 50));

  it('is one transaction in one snapshot, also of those that ask at once and one after another', async () => {
    const found = await asQuery(async () => {
      const [a, b] = await Promise.all([names(), ask<{ x: string }>('select txid_current_snapshot()::text as x')]);
      // Somebody else writes while this query is at it.
      await database.inWorkspace(workspaceId, () => test.sql(`update workspace set name = 'Renamed'`), {
        readOnly: true,
      });
      const [c, d] = [await names(), await ask<{ x: string }>('select txid_current_snapshot()::text as x')];
      return { a, b, c, d };
    });
    expect(found.a).toEqual(found.c);
    expect(found.b).toEqual(found.d);
    expect(begins()).toHaveLength(1);
    expect(begins()[0]).toMatch(/read only; set local app\.workspace_id = '.*'; set local statement_timeout = \d+$/);
    await turn();
    expect(await idle()).toBe(0);
    expect(await names()).toEqual([{ name: 'Renamed' }]);
  });

  it('keeps workspaces apart, and refuses to write', async () => {
    const other = '019b0000-0000-7000-8000-000000000000';
    await asQuery(async () => {
      expect(await names()).toHaveLength(1);
      const theirs = await database.inWorkspace(other, (tx) => tx.query('select name from workspace'), {
        readOnly: true,
      });
      expect(theirs).toEqual([]);
      await expect(ask(`insert into client (name) values ('x')`)).rejects.toThrow(/read-only transaction/);
    });
  });

  it('goes on after a reader that failed, and sees what was written in between', async () => {
    await asQuery(async () => {
      const [bad, good] = await Promise.allSettled([ask('select 1 / 0'), names()]);
      expect([bad.status, good.status]).toEqual(['rejected', 'fulfilled']);
      await database.inWorkspace(workspaceId, (tx) => tx.query(`insert into client (name) values ('Harbor')`));
      expect(await ask('select name from client')).toEqual([{ name: 'Harbor' }]);
    });
    await turn();
    expect(await idle()).toBe(0);
  });

  it('takes one reader inside another into its transaction, without waiting for itself', async () => {
    const found = await asQuery(() =>
      database.inWorkspace(
        workspaceId,
        async (tx) => [await tx.query('select 1 as n'), await Promise.all([names(), names()])],
        { readOnly: true },
      ),
    );
    expect(found[0]).toEqual([{ n: 1 }]);
    expect(begins()).toHaveLength(1);
  });

  it('works with the statements that the compiler checks', async () => {
    const rows = await asQuery(() =>
      database.inWorkspace(workspaceId, ({ db }) => db.selectFrom('workspace').select('name').execute(), {
        readOnly: true,
      }),
    );
    expect(rows).toEqual([{ name: 'Renamed' }]);
  });

  it('ends a statement in the time that is left, and says so', async () => {
    const slow = asQuery(() => ask('select pg_sleep(5)'), 300);
    await expect(slow).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/which is the limit/),
    });
    await turn();
    expect(await idle()).toBe(0);
    expect(await asQuery(names)).toHaveLength(1);
  });

  it('takes no connection once the time is over, however many still want to read', async () => {
    const late = await asQuery(
      () => Promise.allSettled(Array.from({ length: 12 }, () => ask('select pg_sleep(0.1)'))),
      250,
    );
    expect(late.at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } });
    expect(await asQuery(() => Promise.all([names(), names(), names(), names()]))).toHaveLength(4);
  });

  it('gives its connections back, however many queries there are', async () => {
    const many = Array.from({ length: 40 }, () => asQuery(() => Promise.all([names(), names()])));
    expect((await Promise.all(many)).flat()).toHaveLength(80);
    await turn();
    expect(await idle()).toBe(0);
  });

  it('keeps a statement that is asked for often, also for another workspace and with other values', async () => {
    const other = '019b0000-0000-7000-8000-000000000000';
    const askKept = (workspace: string, n: number) =>
      asQuery(() =>
        database.inWorkspace(
          workspace,
          (tx) =>
            tx.query<{ name: string; n: number }>('select name, $1::int as n from workspace', [n], { isKept: true }),
          { readOnly: true },
        ),
      );
    for (let n = 0; n < 40; n++) {
      expect(await askKept(workspaceId, n)).toEqual([{ name: 'Renamed', n }]);
      expect(await askKept(other, n)).toEqual([]);
    }
    const kept = await asQuery(() => ask<{ n: number }>('select count(*)::int as n from pg_prepared_statements'));
    expect(kept[0]?.n).toBe(1);
  });

  it('goes on when a table that a kept statement reads was changed', async () => {
    await test.sql('create table shape (a int)');
    await test.sql('grant select on shape to public');
    const askKept = () =>
      asQuery(() =>
        database.inWorkspace(workspaceId, (tx) => tx.query('select * from shape', [], { isKept: true }), {
          readOnly: true,
        }),
      );
    for (let n = 0; n < 40; n++) expect(await askKept()).toEqual([]);
    await test.sql('alter table shape add b int');
    // Each of the connections that keep it is told once, and leaves.
    const told = await Promise.allSettled(Array.from({ length: 6 }, askKept));
    expect(told.filter(({ status }) => status === 'rejected').length).toBeLessThanOrEqual(3);
    for (let n = 0; n < 12; n++) await askKept().catch(() => undefined);
    expect(await askKept()).toEqual([]);
    await test.sql('drop table shape');
  });

  it('is told of a connection that was lost, and reads on over another one', async () => {
    await asQuery(async () => {
      const first = expect(ask('select pg_sleep(0.3)')).rejects.toThrow();
      await turn();
      await test.sql(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '%pg_sleep(0.3)%' and pid <> pg_backend_pid()`,
      );
      await first;
      expect(await names()).toHaveLength(1);
    });
  });

  it('is shared with nobody outside of a query: each read has a transaction of its own', async () => {
    await names();
    await names();
    expect(begins()).toHaveLength(2);
  });
});
