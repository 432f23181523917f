import pg from 'pg';
import type { BenchServer } from '../postgres.ts';
import type { MakeEngine } from './engine.ts';

export interface PullRound {
  /** Records a second of a first pull into an empty database. */
  coldPerSecond: number;
  /** Records a second of pulling the same again, nothing changed. */
  unchangedPerSecond: number;
  /** Rows inserted or updated by that second pull; deletions show in the counts. */
  rowsWrittenUnchanged: number;
  counts: Record<string, number>;
}

/** One round of one engine on a database of its own: a cold pull, then an unchanged one; the counts must say that all arrived, once. */
export async function measurePull(
  server: BenchServer,
  make: MakeEngine,
  options: { apiUrl: string; records: number; label: string },
): Promise<PullRound> {
  const database = await server.database(options.label);
  const engine = await make({
    apiUrl: options.apiUrl,
    ownerUrl: database.ownerUrl,
    appUrl: database.appUrl,
    records: options.records,
  });
  try {
    const cold = await seconds(() => engine.pull());
    const counts = await engine.counts();
    const since = await mark(database.ownerUrl);
    const unchanged = await seconds(() => engine.pull());
    const rowsWrittenUnchanged = await writtenSince(database.ownerUrl, since);
    const countsAfter = await engine.counts();
    for (const [table, count] of Object.entries(counts)) {
      if (count !== options.records)
        throw new Error(`${engine.name}: ${table} has ${count} rows instead of ${options.records}`);
      if (countsAfter[table] !== count)
        throw new Error(`${engine.name}: the second pull made ${countsAfter[table]} rows of ${count} in ${table}`);
    }
    return {
      coldPerSecond: options.records / cold,
      unchangedPerSecond: options.records / unchanged,
      rowsWrittenUnchanged,
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

const dataTables = [
  'client',
  'contact',
  'product',
  'bundle_line',
  'opportunity',
  'entity_link',
  'sync_issue',
  'audit_event',
  'stripe.customers',
];

/** The transaction ID from which on rows count as written later. */
const mark = (ownerUrl: string): Promise<string> =>
  asOwner(
    ownerUrl,
    async (client) =>
      (await client.query<{ id: string }>('select pg_current_xact_id()::text as id')).rows[0]?.id ?? '0',
  );

/** Rows of data tables whose present version was written since the mark. Exact, where pg_stat_user_tables lags by seconds. */
const writtenSince = (ownerUrl: string, since: string): Promise<number> =>
  asOwner(ownerUrl, async (client) => {
    let rows = 0;
    for (const table of dataTables) {
      const exists = await client.query<{ found: boolean }>('select to_regclass($1) is not null as found', [table]);
      if (!exists.rows[0]?.found) continue;
      const counted = await client.query<{ n: string }>(
        `select count(*) as n from ${table} where xmin::text::bigint >= $1::bigint`,
        [since],
      );
      rows += Number(counted.rows[0]?.n);
    }
    return rows;
  });

async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
