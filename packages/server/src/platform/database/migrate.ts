import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { Migration20261123Initial } from './migrations/20261123-initial.migration.ts';
import { Migration20261125Configuration } from './migrations/20261125-configuration.migration.ts';
import { Migration20261125Mapping } from './migrations/20261125-mapping.migration.ts';
import { Migration20261125MatchScope } from './migrations/20261125-match-scope.migration.ts';
import { Migration20261125Matching } from './migrations/20261125-matching.migration.ts';
import { Migration20261125Preview } from './migrations/20261125-preview.migration.ts';
import { Migration20261125PreviewCancel } from './migrations/20261125-preview-cancel.migration.ts';
import { Migration20261125Scope } from './migrations/20261125-scope.migration.ts';
import { Migration20261125Settings } from './migrations/20261125-settings.migration.ts';
import { Migration20261126Drift } from './migrations/20261126-drift.migration.ts';
import { Migration20261126MatchKey } from './migrations/20261126-match-key.migration.ts';
import { Migration20261126PushedLines } from './migrations/20261126-pushed-lines.migration.ts';
import { Migration20261126StatusFill } from './migrations/20261126-status-fill.migration.ts';
import { Migration20261126TaxImport } from './migrations/20261126-tax-import.migration.ts';
import { Migration20261128ApiVersion } from './migrations/20261128-api-version.migration.ts';
import { Migration20261128Billing } from './migrations/20261128-billing.migration.ts';
import { Migration20261128OnePrimaryContact } from './migrations/20261128-one-primary-contact.migration.ts';

export interface MigrateOptions {
  /** DSN of the owner of the tables. */
  ownerUrl: string;
  /** DSN of the role that the product runs as; made or given this password when it carries one. */
  appUrl: string;
}

/** No transaction of this product waits for anything but PostgreSQL, so one that idles has lost its process. */
const LONGEST_IDLE = '20s';

const migrations = [
  { name: '20261123-initial', class: Migration20261123Initial },
  { name: '20261125-configuration', class: Migration20261125Configuration },
  { name: '20261125-settings', class: Migration20261125Settings },
  { name: '20261125-scope', class: Migration20261125Scope },
  { name: '20261125-mapping', class: Migration20261125Mapping },
  { name: '20261125-matching', class: Migration20261125Matching },
  { name: '20261125-preview', class: Migration20261125Preview },
  { name: '20261126-match-key', class: Migration20261126MatchKey },
  { name: '20261126-drift', class: Migration20261126Drift },
  { name: '20261126-tax-import', class: Migration20261126TaxImport },
  { name: '20261128-api-version', class: Migration20261128ApiVersion },
  { name: '20261126-status-fill', class: Migration20261126StatusFill },
  { name: '20261126-pushed-lines', class: Migration20261126PushedLines },
  { name: '20261125-preview-cancel', class: Migration20261125PreviewCancel },
  { name: '20261125-match-scope', class: Migration20261125MatchScope },
  { name: '20261128-one-primary-contact', class: Migration20261128OnePrimaryContact },
  { name: '20261128-billing', class: Migration20261128Billing },
];

/** Brings the schema up to date and lets the application role in. Safe to run from several processes at once. */
export async function migrate({ ownerUrl, appUrl }: MigrateOptions): Promise<string[]> {
  const guard = new pg.Client({ connectionString: ownerUrl });
  await guard.connect();
  try {
    await guard.query('select pg_advisory_lock(7265626)');
    const done = await runMigrations(ownerUrl);
    await admitAppRole(guard, new URL(appUrl));
    return done;
  } finally {
    await guard.end();
  }
}

async function runMigrations(ownerUrl: string): Promise<string[]> {
  const orm = await MikroORM.init({
    clientUrl: ownerUrl,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    metadataProvider: ReflectMetadataProvider,
    extensions: [Migrator],
    logger: () => undefined,
    migrations: { migrationsList: migrations, snapshot: false, tableName: 'schema_migration', transactional: true },
  });
  try {
    return (await orm.migrator.up()).map((m) => m.name);
  } finally {
    await orm.close(true);
  }
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
  // A worker that freezes in the midst of a transaction would hold its locks for as long; after this time PostgreSQL takes them back.
  await client.query(`alter role ${role} set idle_in_transaction_session_timeout = '${LONGEST_IDLE}'`);
  // A preview works in temporary tables. The right lies on the database, so no migration can give it to copies.
  await client.query(
    `do $$ begin execute format('grant temporary on database %I to causeway_app', current_database()); end $$`,
  );
}
