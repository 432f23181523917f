import type { BenchServer } from '../postgres.ts';
import type { MakeEngine } from './engine.ts';

export interface PullRound {
  /** Records a second of a first pull into an empty database. */
  coldPerSecond: number;
  /** Records a second of pulling the same again, nothing changed. */
  unchangedPerSecond: number;
  /** Rows inserted, updated and deleted by that second pull. */
  rowsWrittenUnchanged: number;
  counts: Record<string, number>;
}

/** One round of one engine on a database of its own: a cold pull, then an unchanged one; the counts must say that all arrived, once. */
export async function measurePull(server: BenchServer, make: MakeEngine, options: { apiUrl: string; records: number; label: string }): Promise<PullRound> {
  const database = await server.database(options.label);
  const engine = await make({ apiUrl: options.apiUrl, ownerUrl: database.ownerUrl, appUrl: database.appUrl, records: options.records });
  try {
    const cold = await seconds(() => engine.pull());
    const counts = await engine.counts();
    const before = await written(database.ownerUrl);
    const unchanged = await seconds(() => engine.pull());
    const after = await written(database.ownerUrl);
    const countsAfter = await engine.counts();
    for (const [table, count] of Object.entries(counts)) {
      if (count !== options.records) throw new Error(`${engine.name}: ${table} has ${count} rows instead of ${options.records}`);
      if (countsAfter[table] !== count) throw new Error(`${engine.name}: the second pull made ${countsAfter[table]} rows of ${count} in ${table}`);
    }
    return {
      coldPerSecond: options.records / cold,
      unchangedPerSecond: options.records / unchanged,
      rowsWrittenUnchanged: after - before,
      counts,
    };
  } finally {
    await engine.close();
    await database.drop();
  }
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

const dataTables = ['client', 'contact', 'product', 'bundle_line', 'opportunity', 'entity_link', 'sync_issue'];

/** What PostgreSQL itself counted as written into data tables (audit partitions included). */
async function written(ownerUrl: string): Promise<number> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    // A backend hands in its counts at most once a second, and when it ends its transaction after that.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const { rows } = await client.query<{ rows: string }>(
      `select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) as rows from pg_stat_user_tables
       where relname = any($1) or relname like 'audit_event_%' or schemaname = 'stripe'`,
      [dataTables],
    );
    return Number(rows[0]?.rows);
  } finally {
    await client.end();
  }
}
