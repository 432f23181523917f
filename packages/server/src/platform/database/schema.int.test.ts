import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import type { Database } from './database.ts';
import { readSchema } from './read-schema.ts';
import { Session } from './session.ts';

const file = fileURLToPath(new URL('./schema.ts', import.meta.url));
/** Without what the formatter decides. */
const words = (text: string) => text.replace(/[\s,|()]+/g, ' ');

describe('The types of the tables', () => {
  let test: TestDatabase;
  let database: Database;
  let ours: string;
  let theirs: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await test.open([]);
    [{ ours, theirs } = { ours: '', theirs: '' }] = await test.sql<{ ours: string; theirs: string }>(
      `select system_create_workspace('Ours') as ours, system_create_workspace('Theirs') as theirs`,
    );
  });
  afterAll(() => test.drop());

  it('are those of the migrated schema; "npm run emit-schema" writes them', async () => {
    const client = new pg.Client({ connectionString: test.ownerUrl });
    await client.connect();
    const read = await readSchema(client);
    await client.end();
    expect(words(read)).toBe(words(readFileSync(file, 'utf8')));
  });

  it('hold for what is read and written over the connection of the transaction', async () => {
    const write = database.inWorkspace(ours, async ({ db }) => {
      const made = await db
        .insertInto('client')
        .values({ name: 'Harbor Dental' })
        .returning(['id', 'created_at as createdAt'])
        .executeTakeFirstOrThrow();
      expect(made.createdAt).toBeInstanceOf(Date);
      throw new Error('changed my mind');
    });
    await expect(write).rejects.toThrow('changed my mind');
    const names = await database.inWorkspace(ours, ({ db }) => db.selectFrom('client').select('name').execute());
    expect(names).toEqual([]);
  });

  it('go through row-level security like any other statement', async () => {
    await database.inWorkspace(ours, ({ db }) => db.insertInto('client').values({ name: 'Harbor Dental' }).execute());
    const seen = await database.inWorkspace(theirs, ({ db }) => db.selectFrom('client').selectAll().execute());
    expect(seen).toEqual([]);
  });

  it('serve a session of its own as well, temporary tables before the others', async () => {
    const session = await Session.open({ url: test.url, applicationName: 'schema-test' });
    const rows = await session.inWorkspace(ours, async ({ db, query }) => {
      await query(`create temporary table client (name text)`);
      await query(`insert into client values ('In the shade')`);
      return db.selectFrom('client').select('name').execute();
    });
    expect(rows).toEqual([{ name: 'In the shade' }]);
    await session.close();
  });
});
