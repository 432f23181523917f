import type { TestDatabase } from './test-database.ts';

export interface RowsWritten {
  /** Rows that were inserted, changed or deleted, by table. */
  byTable: Record<string, number>;
  total: number;
}

/** What each program says of itself every few seconds, whatever it does. */
const beside = new Set(['process_heartbeat']);

const tables = (test: Pick<TestDatabase, 'sql'>) =>
  test.sql<{ name: string; n: string }>(
    `select relname as name, n_tup_ins + n_tup_upd + n_tup_del as n from pg_stat_user_tables where schemaname = 'public'`,
  );

/** Counts the rows of the product's own tables that are written meanwhile, as PostgreSQL counts them; the jobs' are in another schema. */
export async function rowsWritten(test: Pick<TestDatabase, 'sql'>, work: () => Promise<void>): Promise<RowsWritten> {
  const before = new Map((await settled(test)).map(({ name, n }) => [name, Number(n)]));
  await work();
  const byTable: Record<string, number> = {};
  for (const { name, n } of await settled(test)) {
    const written = Number(n) - (before.get(name) ?? 0);
    if (written > 0 && !beside.has(name)) byTable[name] = written;
  }
  return { byTable, total: Object.values(byTable).reduce((sum, n) => sum + n, 0) };
}

/** Sessions hand their counts in a second late. */
async function settled(test: Pick<TestDatabase, 'sql'>): ReturnType<typeof tables> {
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await test.sql('select pg_stat_force_next_flush()');
  return tables(test);
}
