import type { TestDatabase } from './test-database.ts';

const dataTables = [
  'client',
  'contact',
  'product',
  'bundle_line',
  'opportunity',
  'entity_link',
  'audit_event',
  'sync_issue',
  'sync_skip',
];
const seen = new WeakMap<TestDatabase, Record<string, string>>();

/** The data tables in which any row was written since the last call: each row version has its own place and transaction, so any insert, update or delete changes the sum of a table. */
export async function touchedTables(test: TestDatabase): Promise<string[]> {
  const sums = dataTables.map(
    (name) =>
      `(select count(*) || ':' || coalesce(sum(hashtext(ctid::text || xmin::text)), 0) from ${name}) as "${name}"`,
  );
  const [now = {}] = await test.sql<Record<string, string>>(`select ${sums.join(', ')}`);
  const before = seen.get(test) ?? {};
  seen.set(test, now);
  return dataTables.filter((name) => now[name] !== before[name]);
}

/**
 * A sum over the row versions of every table: any insert, update or delete changes that of its table. Left out are sign-in, and what
 * the programs keep of themselves whatever they do: their beats, and the figures of their requests to ConnectWise.
 */
export async function sumsOfTables(test: TestDatabase): Promise<Record<string, string>> {
  const tables = await test.sql<{
    name: string;
  }>(`select relname as name from pg_class where relnamespace = 'public'::regnamespace
    and relkind in ('r', 'p') and not relispartition and relname not in ('session', 'schema_migration', 'process_heartbeat', 'statistic_delta')`);
  const sums = tables.map(
    ({ name }) =>
      `(select count(*) || ':' || coalesce(sum(hashtext(ctid::text || xmin::text)), 0) from ${name}) as "${name}"`,
  );
  const [row = {}] = await test.sql<Record<string, string>>(`select ${sums.join(', ')}`);
  return row;
}
