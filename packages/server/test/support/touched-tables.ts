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
