import { setTimeout as pause } from 'node:timers/promises';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { readMigrations } from './migration-files.ts';
import { lockAllTables, longestTransaction } from './migration-locks.queries.ts';
import { askServer, assertVersion, ownerIsPooled } from './server-check.ts';

export interface MigrateOptions {
  /** DSN of the owner of the tables. */
  ownerUrl: string;
  /** DSN of the role that the product runs as; made or given this password when it carries one. */
  appUrl: string;
}

/** No transaction of this product waits for anything but PostgreSQL, so one that idles has lost its process. */
const MAX_IDLE = '20s';

/** How long migrations try to get the tables from programs at work, and the codes that say somebody else has one. */
const MAX_WAIT_MS = 5 * 60_000;
const IN_USE: ReadonlySet<unknown> = new Set(['57014', '55P03', '40P01']);

/** Brings the schema up to date and lets the application role in. Safe to run from several processes at once. */
export async function migrate({ ownerUrl, appUrl }: MigrateOptions, only?: readonly string[]): Promise<string[]> {
  const guard = new pg.Client({ connectionString: ownerUrl });
  await guard.connect();
  try {
    const server = await askServer(guard);
    assertVersion(server, 'DATABASE_OWNER_URL');
    if (server.isPooled) throw new Error(ownerIsPooled());
    await guard.query('select pg_advisory_lock(7265626)');
    const done = await runMigrations(guard, ownerUrl, only);
    await admitAppRole(guard, new URL(appUrl));
    return done;
  } finally {
    await guard.end();
  }
}

/** Brings an empty database to the schema that an earlier version had, by the names of its migrations, so that its backup fits in. */
export const migrateTo = async (options: MigrateOptions, names: readonly string[]): Promise<void> => {
  await migrate(options, names);
};

async function runMigrations(
  guard: pg.Client,
  ownerUrl: string,
  only: readonly string[] | undefined,
): Promise<string[]> {
  const orm = await MikroORM.init({
    clientUrl: ownerUrl,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    metadataProvider: ReflectMetadataProvider,
    extensions: [Migrator],
    logger: () => undefined,
    migrations: {
      migrationsList: (await readMigrations()).filter(({ name }) => !only || only.includes(name)),
      snapshot: false,
      tableName: 'schema_migration',
      transactional: true,
    },
  });
  try {
    if ((await orm.migrator.getPending()).length === 0) return [];
    const connection = orm.driver.getConnection();
    return await untilTablesAreFree(guard, () =>
      connection.transactional(async (transaction) => {
        await lockAllTables((sql) => connection.execute(sql, [], 'run', transaction));
        return (await orm.migrator.up({ transaction })).map((m) => m.name);
      }),
    );
  } finally {
    await orm.close(true);
  }
}

/** Tries again while programs at work hold a table. Nothing of a try stays, and between two of them the programs go on. */
async function untilTablesAreFree<T>(guard: pg.Client, work: () => Promise<T>): Promise<T> {
  for (const deadline = performance.now() + MAX_WAIT_MS; ; ) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && IN_USE.has(error.code))) throw error;
      if (performance.now() > deadline) throw new Error(await inUse(guard), { cause: error });
      await pause(200 + Math.random() * 500);
    }
  }
}

async function inUse(guard: pg.Client): Promise<string> {
  const { rows } = await guard.query<{ pid: number; who: string; seconds: number }>(longestTransaction);
  const [longest] = rows;
  const by = longest
    ? ` Process ${longest.pid} of "${longest.who}" works in one transaction for ${longest.seconds} s.`
    : '';
  return `The tables could not be changed for five minutes, because others are at work in them.${by} Wait for it or end it, then migrate again; nothing was changed.`;
}

/** Membership in causeway_app carries all rights; the role itself owns nothing and cannot bypass row-level security. */
async function admitAppRole(client: pg.Client, appUrl: URL): Promise<void> {
  const role = client.escapeIdentifier(decodeURIComponent(appUrl.username));
  const exists = await client.query('select 1 from pg_roles where rolname = $1', [decodeURIComponent(appUrl.username)]);
  if (exists.rowCount === 0) await client.query(`create role ${role} login nosuperuser nobypassrls`);
  if (appUrl.password) {
    await client.query(
      `alter role ${role} login password ${client.escapeLiteral(decodeURIComponent(appUrl.password))}`,
    );
  }
  await client.query(`grant causeway_app to ${role}`);
  // So that a process can say whether the schema is the one that it was written for.
  await client.query('grant select on schema_migration to causeway_app');
  // A worker that freezes in the midst of a transaction would hold its locks for as long; after this time PostgreSQL takes them back.
  await client.query(`alter role ${role} set idle_in_transaction_session_timeout = '${MAX_IDLE}'`);
  // A preview works in temporary tables. The right lies on the database, so no migration can give it to copies.
  await client.query(
    `do $$ begin execute format('grant temporary on database %I to causeway_app', current_database()); end $$`,
  );
}
