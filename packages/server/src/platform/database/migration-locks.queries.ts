/** Less than the second after which PostgreSQL looks for deadlocks: it would end a statement of a program, which loses more than a try here. */
const MAX_LOCK_WAIT = '700ms';

/**
 * Takes every table for this transaction alone, at once or not at all. A migration that took them one by one would wait for a program that
 * holds the next one and waits for the one before.
 */
export async function lockAllTables(run: (sql: string) => Promise<unknown>): Promise<void> {
  await run(`set local statement_timeout = '${MAX_LOCK_WAIT}'`);
  await run(`
do $$ declare names text; begin
  select string_agg(c.oid::regclass::text, ', ' order by c.oid) into names from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'schema_migration';
  if names is not null then execute 'lock table ' || names || ' in access exclusive mode'; end if;
end $$`);
  await run('set local statement_timeout to default');
}

/** What works in this database for the longest time, as an operator finds it: for the sentence that says what the migration waits for. */
export const longestTransaction = `select pid, coalesce(nullif(application_name, ''), usename) as who, extract(epoch from now() - xact_start)::int as seconds
  from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null order by xact_start limit 1`;
