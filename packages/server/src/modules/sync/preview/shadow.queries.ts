import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

/** Makes the shadows of these tables. Columns, defaults, checks, unique keys and triggers as the real ones have; foreign keys and row-level security stay behind. */
export async function makeShadows(tx: Tx, tables: readonly string[]): Promise<void> {
  await tx.query(`set temp_buffers = '64MB'`);
  // Costs of reading JSON are overestimated so much that every page would be compiled first.
  await tx.query(`set jit = off`);
  for (const table of tables)
    await tx.query(
      `create temp table ${table} (like public.${table} including defaults including generated including identity including constraints)`,
    );
  await tx.query('create index on pg_temp.audit_event (workspace_id, run_id, id desc)');
  const indexed = tables.filter((table) => table !== 'audit_event');
  for (const { sql } of await tx.query<{ sql: string }>(likeTheReal, [indexed])) await tx.query(sql);
}

/**
 * Indexes for searching inside of names are left out: no pull uses them and every insert would pay for them. The functions of triggers look
 * for tables in "public", and PostgreSQL in temporary ones before that.
 */
const likeTheReal = `
with real as (
  select c.oid, c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname = any($1::text[]))
select case when i.indisprimary then format('alter table pg_temp.%I add %s', real.relname, pg_get_constraintdef(k.oid))
    else replace(pg_get_indexdef(i.indexrelid), ' ON public.', ' ON pg_temp.') end as sql
  from real join pg_index i on i.indrelid = real.oid
  join pg_class x on x.oid = i.indexrelid join pg_am a on a.oid = x.relam and a.amname <> 'gin'
  left join pg_constraint k on k.conindid = i.indexrelid and k.contype = 'p'
union all
select replace(pg_get_triggerdef(t.oid), ' ON public.', ' ON pg_temp.') from real join pg_trigger t on t.tgrelid = real.oid where not t.tgisinternal`;

/** The snapshot of this transaction, for another session to read by, as long as this one stays open. */
export async function holdSnapshot(tx: Tx): Promise<string | undefined> {
  // Idle while the other session copies, however long that takes.
  await tx.query('set local idle_in_transaction_session_timeout = 0');
  const [moment] = await tx.query<{ snapshot: string }>('select pg_export_snapshot() as snapshot');
  return moment?.snapshot;
}

/** Copies the rows of a table into its shadow: those of the connection, or of the whole workspace. */
export async function copyRows(tx: Tx, table: string, connectionId: Id | null): Promise<void> {
  const [columns] = await tx.query<{ names: string }>(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as names from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [`public.${table}`],
  );
  const names = columns?.names ?? '';
  const where = connectionId === null ? '' : 'where connection_id = $1';
  await tx.query(
    `insert into pg_temp.${table} (${names}) select ${names} from public.${table} ${where}`,
    connectionId === null ? [] : [connectionId],
  );
  await tx.query(`analyze pg_temp.${table}`);
}

/** A pull that goes on elsewhere keeps its cursors; here nobody else works. */
export async function forgetLeases(tx: Tx): Promise<void> {
  await tx.query(`update pg_temp.sync_cursor set lease_owner = null, lease_until = null`);
}
