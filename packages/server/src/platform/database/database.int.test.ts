import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { allInTurn } from './all-in-turn.ts';
import type { Database, Tx } from './database.ts';
import { Database as DatabaseClass } from './database.ts';

describe('Database', () => {
  let test: TestDatabase;
  let database: Database;
  let ours: string;
  let theirs: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await test.open([]);
    const made = await database.acrossWorkspaces((tx) =>
      tx.query<{ a: string; b: string }>(
        `select system_create_workspace('ours') a, system_create_workspace('theirs') b`,
      ),
    );
    ours = made[0]!.a;
    theirs = made[0]!.b;
  });
  afterAll(() => test.drop());

  it('hides rows of other workspaces from a query that forgets to ask', async () => {
    await database.inWorkspace(ours, (tx) => tx.query(`insert into client (name) values ('Harbor Dental')`));
    const seen = await database.inWorkspace(theirs, (tx) => tx.query('select name from client'));
    const own = await database.inWorkspace(ours, (tx) => tx.query('select name from client'));
    expect(seen).toEqual([]);
    expect(own).toEqual([{ name: 'Harbor Dental' }]);
  });

  it('refuses to write a row into another workspace', async () => {
    const attempt = database.inWorkspace(ours, (tx) =>
      tx.query(`insert into client (workspace_id, name) values ($1, 'Stray')`, [theirs]),
    );
    await expect(attempt).rejects.toThrow(/row-level security/);
  });

  it('sees no tenant rows without a workspace', async () => {
    const rows = await database.acrossWorkspaces((tx) => tx.query('select name from client'));
    expect(rows).toEqual([]);
  });

  it('sends arrays natively and reads timestamps as dates', async () => {
    const rows = await database.inWorkspace(ours, (tx) =>
      tx.query<{ n: string; at: Date }>(
        `select u.n, timestamptz '2026-01-02T03:04:05Z' as at from unnest($1::text[]) as u(n) order by 1`,
        [["O'Hara", 'a"b']],
      ),
    );
    expect(rows.map((r) => r.n)).toEqual(["O'Hara", 'a"b']);
    expect(rows[0]?.at).toEqual(new Date('2026-01-02T03:04:05Z'));
  });

  it('runs statements that are handed over together in their order, and none outside of a transaction that failed', async () => {
    const insert = (tx: Tx, name: string | null) => tx.query('insert into client (name) values ($1)', [name]);
    await database.inWorkspace(ours, (tx) =>
      allInTurn([
        insert(tx, 'One'),
        tx.query(`update client set name = 'Two' where name = 'One'`),
        insert(tx, 'One'),
        tx.query(`update client set city = 'Tampa' where name = 'One'`),
      ]),
    );
    const refused = database.inWorkspace(ours, (tx) =>
      allInTurn([insert(tx, 'Three'), insert(tx, null), insert(tx, 'Four'), insert(tx, 'Five')]),
    );
    await expect(refused).rejects.toThrow(/null value in column "name"/);
    const rows = await database.inWorkspace(ours, (tx) =>
      tx.query(`select name, city from client where name in ('One', 'Two', 'Three', 'Four', 'Five') order by name`),
    );
    expect(rows).toEqual([
      { name: 'One', city: 'Tampa' },
      { name: 'Two', city: null },
    ]);
  });

  it('runs what waits for the commit only after it, and not after a rollback', async () => {
    const heard: string[] = [];
    await database.inWorkspace(ours, async (tx) => tx.afterCommit(() => void heard.push('committed')));
    const failed = database.inWorkspace(ours, async (tx) => {
      tx.afterCommit(() => void heard.push('rolled back'));
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(heard).toEqual(['committed']);
  });

  it('refuses to run as the owner of the tables', async () => {
    await expect(DatabaseClass.open({ url: test.ownerUrl, entities: [] })).rejects.toThrow(
      /row-level security does not bind/,
    );
  });

  it('lets nobody change or delete an audit row', async () => {
    await database.inWorkspace(ours, (tx) =>
      tx.query(`insert into audit_event (operation, status, description) values ('create', 'success', 'made')`),
    );
    const attempt = database.inWorkspace(ours, (tx) => tx.query(`delete from audit_event`));
    await expect(attempt).rejects.toThrow(/permission denied/);
  });
});
