import type { TestDatabase } from './test-database.ts';

export interface RowsWritten {
  /** Rows that were inserted, changed or deleted, by table. */
  byTable: Record<string, number>;
  total: number;
}

/** What each program says of itself every few seconds, whatever it does. */
const beside = ['process_heartbeat', 'row_written'];
/** The figures of requests are written a second after them. */
const LATE_MS = 1_500;

/** Counts each row of the product's own tables that is written meanwhile, by triggers; the jobs' are in another schema. */
export async function rowsWritten(test: Pick<TestDatabase, 'sql'>, work: () => Promise<void>): Promise<RowsWritten> {
  // What was done before is over by now, its figures too.
  await pause();
  const tables = await test.sql<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
       and relname <> all($1)`,
    [beside],
  );
  await test.sql('create table row_written (name text not null)');
  await test.sql(
    `create function count_row() returns trigger language plpgsql security definer set search_path = public as
     $$ begin insert into row_written values (tg_argv[0]); return null; end $$`,
  );
  for (const { name } of tables)
    await test.sql(
      `create trigger count_row after insert or update or delete on ${name} for each row execute function count_row('${name}')`,
    );
  try {
    await work();
    await pause();
    const counts = await test.sql<{ name: string; n: number }>(
      'select name, count(*)::int as n from row_written group by name order by name',
    );
    const byTable = Object.fromEntries(counts.map(({ name, n }) => [name, n]));
    return { byTable, total: counts.reduce((sum, { n }) => sum + n, 0) };
  } finally {
    await test.sql('drop function count_row() cascade');
    await test.sql('drop table row_written');
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, LATE_MS));
