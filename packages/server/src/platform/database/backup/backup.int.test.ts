import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import {
  insertDeal,
  openPushFixture,
  type PushFixture,
  secretKey,
  win,
} from '../../../../test/support/push-fixture.ts';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.ts';
import { backup, restore } from '../../../main/admin/backup.ts';
import { readEnv } from '../../env.ts';
import { DiskStorage } from '../../storage.ts';
import { migrateTo } from '../migrate.ts';
import { readMigrations } from '../migration-files.ts';
import { NOT_KEPT } from './backup-format.ts';
import { readTables } from './tables.queries.ts';

const loader = fileURLToPath(new URL('../../../../test/support/run-typescript.mjs', import.meta.url));
const program = fileURLToPath(new URL('../../../main/admin.ts', import.meta.url));
const keys = `k1:${secretKey.key.toString('base64')}`;

describe('npm run admin -- backup, restore', () => {
  let fixture: PushFixture;
  let folder: string;
  const dropped: TestDatabase[] = [];
  beforeAll(async () => {
    fixture = await openPushFixture();
    folder = mkdtempSync(join(tmpdir(), 'causeway-backup-'));
    const storage = new DiskStorage(join(folder, 'files'));
    await storage.put(`${fixture.workspaceId}/upload`, Buffer.alloc(300_000, 'causeway'));
    await storage.put(`${fixture.workspaceId}/empty`, Buffer.alloc(0));
    for (const logo of ['now', 'as_sent']) await storage.put(`${fixture.workspaceId}/logo/${logo}`, Buffer.from(logo));
    const deal = await insertDeal(fixture);
    await win(fixture, deal);
    await fixture.drain();
    await fixture.rows(
      `insert into document (opportunity_id, kind, title, file_name, content_type, storage_key, size_bytes)
       values ($1, 'file', E'Tab\\tand line\\nand \\\\.', 'a.bin', 'application/octet-stream', $2, 300000), ($1, 'file', 'Lost', 'b.bin', 'application/octet-stream', $3, 5)`,
      [deal.opportunityId, `${fixture.workspaceId}/upload`, `${fixture.workspaceId}/gone`],
    );
    // The logo of today, and the one before on a quote that was sent with it.
    await fixture.rows(
      `insert into workspace_profile (address, logo_key, logo_type) values (E'1 Quay\nKiel', $1, 'image/png')`,
      [`${fixture.workspaceId}/logo/now`],
    );
    await fixture.rows(
      `insert into quote_revision (document_id, revision, file_name, sheet, pdf, logo_key)
       select id, 1, 'q.pdf', '{}', '', $1 from document where kind = 'quote' limit 1`,
      [`${fixture.workspaceId}/logo/as_sent`],
    );
    await fixture.rows(
      `insert into session (user_id, token_hash, expires_at) values ($1, 'hash', now() + interval '1 day')`,
      [fixture.userId],
    );
    // The log of three years, so that months have to be made, and rows for more than one piece of a table.
    await fixture.rows(
      `insert into audit_event (at, operation, status, description, changes)
       select now() - make_interval(days => (n % 1000)), 'update', 'success', 'Number ' || n,
         jsonb_build_array(jsonb_build_object('field', 'notes', 'to', repeat('A word and a tab' || chr(9), 200)))
       from generate_series(1, 2500) n`,
    );
  }, 60_000);
  afterAll(async () => {
    await fixture.close();
    for (const test of dropped) await test.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const environmentOf = (test: Pick<TestDatabase, 'url' | 'ownerUrl'>, more: object = {}) => ({
    DATABASE_URL: test.url,
    DATABASE_OWNER_URL: test.ownerUrl,
    SECRET_KEYS: keys,
    STORAGE_DIR: join(folder, 'files'),
    ...more,
  });
  /** The command as an operator types it. */
  async function admin(args: string[], test: Pick<TestDatabase, 'url' | 'ownerUrl'>, more: object = {}) {
    const child = spawn(process.execPath, ['--import', loader, program, ...args], {
      env: { PATH: process.env.PATH, ...environmentOf(test, more) },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said += chunk;
      });
    const [code] = await once(child, 'close');
    return { code, said };
  }
  /** What the command does, without a process of its own. */
  const restoreInto = (
    test: TestDatabase,
    path: string,
    { withoutKeys = false, ...more }: Record<string, unknown> = {},
  ) =>
    restore(readEnv(environmentOf(test, more) as Record<string, string>), path, { withoutKeys: withoutKeys === true });
  const migratedDatabase = async () => {
    const test = await createTestDatabase();
    dropped.push(test);
    return test;
  };

  /** Every row of every kept table as text, but what a restore changes on purpose. */
  async function everything(ownerUrl: string): Promise<Record<string, string[]>> {
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    const found: Record<string, string[]> = {};
    for (const { name, columns } of await readTables(client)) {
      const kept = columns.filter((column) => !/^(restored_|next_pull_at$|next_attempt_at$|lease_until$)/.test(column));
      const where = name === 'security_event' ? `where kind <> 'restored'` : '';
      const { rows } = await client.query<{ row: string }>(
        `select row(${kept.map((column) => `"${column}"`).join(', ')})::text as row from "${name}" ${where} order by 1`,
      );
      found[name] = rows.map(({ row }) => row);
    }
    await client.end();
    return found;
  }
  const filesIn = async (path: string) => {
    const names = await readdir(path, { recursive: true, withFileTypes: true });
    return Promise.all(
      names
        .filter((entry) => entry.isFile())
        .map(async (entry) => [entry.name, (await readFile(join(entry.parentPath, entry.name))).toString('base64')]),
    );
  };
  const file = () => join(folder, 'backup.tar.gz');

  it('puts an installation back row by row and file by file, into an empty database and into one that is migrated', async () => {
    const made = await admin(['backup', file()], fixture.test);
    expect(made).toEqual({
      code: 0,
      said: expect.stringMatching(/^Backed up 1 workspace: \d+ rows of \d+ tables and 4 files/),
    });
    expect(made.said).toMatch(/1 file that the database names was not in STORAGE_DIR: \S+\/gone/);
    expect(made.said).toMatch(/Needed to restore it, and not in it: SECRET_KEYS with the key "k1"/);
    expect(gunzipSync(await readFile(file())).includes(secretKey.key.toString('base64'))).toBe(false);
    const before = await everything(fixture.test.ownerUrl);
    expect(before.audit_event?.length).toBeGreaterThan(2_500);

    const empty = await createEmptyDatabase();
    dropped.push(empty);
    for (const [target, name] of [
      [empty, 'first'],
      [await migratedDatabase(), 'second'],
    ] as const) {
      const storage = { STORAGE_DIR: join(folder, name) };
      const said =
        name === 'first'
          ? (await admin(['restore', file()], target, storage)).said
          : (await restoreInto(target, file(), storage)).join('\n');
      expect(said).toMatch(/^Restored 1 workspace \(ours\)/);
      expect(await everything(target.ownerUrl)).toEqual(before);
      expect(await filesIn(join(folder, name))).toEqual(await filesIn(join(folder, 'files')));
      for (const table of NOT_KEPT.filter((one) => one !== 'schema_migration'))
        expect([table, await target.sql(`select * from ${table}`)]).toEqual([table, []]);
      expect(await target.sql(`select count(*)::int as rows from audit_event_rest`)).toEqual([{ rows: 0 }]);
      expect(await target.sql(`select kind from security_event where kind = 'restored'`)).toHaveLength(1);
      // Numbers go on where they were, keys and triggers are there again.
      const database = await target.open([]);
      expect(await database.readiness()).toBe('ok');
      await database.inWorkspace(fixture.workspaceId, (tx) =>
        tx.query(`insert into audit_event (operation, status, description) values ('update', 'success', 'after')`),
      );
      const [numbers] = await target.sql<{ isNewest: boolean }>(
        `select (select seq from audit_event where description = 'after') > (select max(seq) from audit_event where description <> 'after') as "isNewest"`,
      );
      expect(numbers).toEqual({ isNewest: true });
      await expect(
        database.inWorkspace(fixture.workspaceId, (tx) =>
          tx.query(`insert into contact (client_id, first_name) values (gen_random_uuid(), 'Nobody')`),
        ),
      ).rejects.toThrow(/foreign key/);
    }
  }, 120_000);

  it('restores nothing where something would be in the way, or something is not as it was', async () => {
    const target = await migratedDatabase();
    const refused = async (sentence: RegExp, path = file(), more: Record<string, unknown> = {}, into = target) => {
      await expect(restoreInto(into, path, more)).rejects.toThrow(sentence);
      expect(await into.sql(`select name from workspace where name <> 'ours'`)).toEqual([]);
    };
    const other = `k1:${Buffer.alloc(32, 9).toString('base64')}`;
    const otherKeys = { SECRET_KEYS: other };
    await refused(/sealed with the key "k1" of SECRET_KEYS, which this installation does not have/, file(), otherKeys);
    await refused(/This installation is not empty \(.*hold rows\)/, file(), {}, fixture.test);
    const packed = await readFile(file());
    await writeFile(join(folder, 'short.tar.gz'), packed.subarray(0, packed.length - 2_000));
    await refused(/cut short or damaged; nothing was restored/, join(folder, 'short.tar.gz'));
    await writeFile(join(folder, 'other.txt'), 'not a backup');
    await refused(/This is not a backup of Causeway/, join(folder, 'other.txt'));
    expect(await target.sql('select from workspace')).toHaveLength(0);
    await expect(backup(readEnv(environmentOf(fixture.test)), file())).rejects.toThrow(/is there already/);
    const withoutKeys = { ...otherKeys, STORAGE_DIR: join(folder, 'third'), withoutKeys: true };
    expect((await restoreInto(target, file(), withoutKeys))[0]).toMatch(/^Restored 1 workspace/);
  }, 60_000);

  it('brings a backup of an earlier version to this one', async () => {
    const names = (await readMigrations()).map(({ name }) => name);
    const [older, empty] = [await createEmptyDatabase(), await createEmptyDatabase()];
    dropped.push(older, empty);
    await migrateTo({ ownerUrl: older.ownerUrl, appUrl: older.url }, names.slice(0, -1));
    await older.sql(`select system_create_workspace('Of before')`);
    const path = join(folder, 'older.tar.gz');
    await backup(readEnv(environmentOf(older)), path);
    await expect(restoreInto(await migratedDatabase(), path)).rejects.toThrow(
      /tables of another version than the backup/,
    );
    expect((await restoreInto(empty, path, { STORAGE_DIR: join(folder, 'fourth') }))[0]).toMatch(/\(Of before\)/);
    expect(await (await empty.open([])).readiness()).toBe('ok');
    expect(await empty.sql('select name from workspace')).toEqual([{ name: 'Of before' }]);
  }, 60_000);
});
