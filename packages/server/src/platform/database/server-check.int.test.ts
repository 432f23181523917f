import { disguisePostgres } from '../../../test/support/older-postgres.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { startTransactionPooler, type TransactionPooler } from '../../../test/support/transaction-pooler.ts';
import { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { PgListener } from './pg-listener.ts';

describe('What stands at the other end of DATABASE_URL', () => {
  let test: TestDatabase;
  let pooler: TransactionPooler;
  beforeAll(async () => {
    test = await createTestDatabase();
    pooler = await startTransactionPooler(test.url);
  });
  const opened: Array<() => Promise<void>> = [];
  afterAll(async () => {
    for (const close of opened) await close();
    await pooler.close();
    await test.drop();
  });

  const refusal = (opening: Promise<unknown>) =>
    opening.then(
      () => 'let in',
      (error: Error) => error.message,
    );

  it('is refused with a sentence when it is PostgreSQL 17, by the programs and by migrate', async () => {
    const older = await disguisePostgres(test.url, [
      [/18\d{4}/, '170004'],
      [/\b18\.\d\b/g, '17.4'],
    ]);
    const sentence = /^DATABASE_URL leads to PostgreSQL 17\.\d+\. Causeway needs PostgreSQL 18 or newer/;
    expect(await refusal(Database.open({ url: older.url, entities: [] }))).toMatch(sentence);
    const ownerUrl = new URL(test.ownerUrl);
    ownerUrl.port = new URL(older.url).port;
    expect(await refusal(migrate({ ownerUrl: ownerUrl.toString(), appUrl: test.url }))).toMatch(
      /^DATABASE_OWNER_URL leads to PostgreSQL 17/,
    );
    await older.close();
  });

  it('is refused when it is a pooler and no way past it is named', async () => {
    expect(await refusal(Database.open({ url: pooler.url, entities: [] }))).toMatch(
      /^DATABASE_URL leads through a connection pooler .* set DATABASE_DIRECT_URL/,
    );
    expect(await refusal(Database.open({ url: test.url, directUrl: pooler.url, entities: [] }))).toMatch(
      /^DATABASE_DIRECT_URL leads through a connection pooler/,
    );
    expect(await refusal(migrate({ ownerUrl: pooler.url, appUrl: test.url }))).toMatch(
      /^DATABASE_OWNER_URL leads through a connection pooler/,
    );
  });

  it('may be a pooler in transaction mode beside a direct way: transactions keep to their workspace, notifications arrive', async () => {
    const database = await Database.open({ url: pooler.url, directUrl: test.url, entities: [] });
    const heard: string[] = [];
    const listener = new PgListener({
      url: test.url,
      channels: ['pooled'],
      onNotification: (_channel, text) => heard.push(text),
    });
    await listener.start();
    opened.push(
      () => listener.stop(),
      () => database.close(),
    );
    const names = Array.from({ length: 12 }, (_, i) => `Workspace ${i}`);
    const made = await Promise.all(
      names.map((name) =>
        database.acrossWorkspaces((tx) => tx.query<{ id: string }>('select system_create_workspace($1) as id', [name])),
      ),
    );
    const seen = await Promise.all(
      made.map(([row]) =>
        database.inWorkspace(row?.id ?? '', async (tx) => {
          await tx.query('insert into client (name) values ($1)', [`Client of ${row?.id}`]);
          await tx.query(`select pg_notify('pooled', $1)`, [row?.id ?? '']);
          return tx.query<{ name: string }>('select name from client');
        }),
      ),
    );
    expect(seen.map((rows) => rows.map(({ name }) => name))).toEqual(made.map(([row]) => [`Client of ${row?.id}`]));
    expect(pooler.sessions).toBeLessThanOrEqual(3);
    expect(await database.readiness()).toBe('ok');
    expect([...heard].sort()).toEqual(made.map(([row]) => row?.id ?? '').sort());
  });
});
