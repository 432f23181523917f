import { randomBytes } from 'node:crypto';
import type { AnyEntity, EntityClass } from '@mikro-orm/postgresql';
import pg from 'pg';
import { Database } from '../../src/platform/database/database.ts';
import { migrate } from '../../src/platform/database/migrate.ts';

const TEMPLATE = 'causeway_template';
const APP_ROLE = 'causeway_test_app';

/** A database of one test file: a copy of the migrated template. */
export interface TestDatabase {
  /** DSN of the application role: what the product is given. */
  url: string;
  /** DSN of the owner, for looking behind row-level security in assertions. */
  ownerUrl: string;
  open(entities: EntityClass<AnyEntity>[]): Promise<Database>;
  /** SQL as the owner, past row-level security. */
  sql<T extends object = Record<string, unknown>>(text: string, params?: unknown[]): Promise<T[]>;
  drop(): Promise<void>;
}

/** Copies the template (made and migrated by the first caller) on the server named by TEST_POSTGRES_URL. */
export async function createTestDatabase(): Promise<TestDatabase> {
  await templateOn(serverUrl());
  // Its files are copied as they are: a quarter of the work of writing each page to the log.
  return makeDatabase(`template ${TEMPLATE} strategy file_copy`);
}

/** One that was never migrated. */
export const createEmptyDatabase = (): Promise<TestDatabase> => makeDatabase('template template0');

async function makeDatabase(from: string): Promise<TestDatabase> {
  const server = serverUrl();
  const name = `causeway_test_${randomBytes(6).toString('hex')}`;
  await adminOf(server).query(`create database ${name} ${from}`);
  const ownerUrl = withDatabase(server, name);
  const url = asAppRole(ownerUrl);
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  owner.on('error', () => undefined);
  const opened: Database[] = [];
  return {
    url,
    ownerUrl,
    open: async (entities) => {
      const database = await Database.open({ url, entities });
      opened.push(database);
      return database;
    },
    sql: async <T extends object>(text: string, params: unknown[] = []) =>
      (await owner.query(text, params)).rows as T[],
    drop: async () => {
      for (const database of opened) await database.close();
      await owner.end();
      await adminOf(server).query(`drop database if exists ${name} with (force)`);
    },
  };
}

function serverUrl(): string {
  const url = process.env.TEST_POSTGRES_URL;
  if (!url) throw new Error('TEST_POSTGRES_URL is not set; run tests through "npm test".');
  return url;
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}

function asAppRole(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.username = APP_ROLE;
  url.password = APP_ROLE;
  return url.toString();
}

/** A worker looks once, for its first file. */
const templates = new Map<string, Promise<void>>();

function templateOn(server: string): Promise<void> {
  const known = templates.get(server) ?? ensureTemplate(server);
  templates.set(server, known);
  known.catch(() => templates.delete(server));
  return known;
}

/** One caller at a time makes the template; it is made anew when the migrations changed. */
async function ensureTemplate(server: string): Promise<void> {
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  try {
    await admin.query('select pg_advisory_lock(442001)');
    const stamp = await migrationStamp();
    const found = await admin.query<{ stamp: string | null }>(
      `select shobj_description(oid, 'pg_database') as stamp from pg_database where datname = $1`,
      [TEMPLATE],
    );
    if (found.rows[0]?.stamp === stamp) return;
    await admin.query(`drop database if exists ${TEMPLATE} with (force)`);
    await admin.query(`create database ${TEMPLATE}`);
    const ownerUrl = withDatabase(server, TEMPLATE);
    await migrate({ ownerUrl, appUrl: asAppRole(ownerUrl) });
    await admin.query(`comment on database ${TEMPLATE} is '${stamp}'`);
  } finally {
    await admin.end();
  }
}

async function migrationStamp(): Promise<string> {
  const { createHash } = await import('node:crypto');
  const { readdir, readFile } = await import('node:fs/promises');
  const folder = new URL('../../src/platform/database/migrations/', import.meta.url);
  const hash = createHash('sha256');
  for (const file of (await readdir(folder)).sort()) hash.update(await readFile(new URL(file, folder)));
  return hash.digest('hex').slice(0, 16);
}

const admins = new Map<string, pg.Pool>();

/** Kept from one database to the next: connecting anew costs a third of what making one does. */
function adminOf(server: string): pg.Pool {
  const known = admins.get(server);
  if (known) return known;
  const made = new pg.Pool({ connectionString: server, max: 2, allowExitOnIdle: true });
  made.on('error', () => undefined);
  admins.set(server, made);
  return made;
}
