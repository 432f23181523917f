import type { Database, Tx } from '../../../platform/database/database.ts';
import { Session } from '../../../platform/database/session.ts';
import type { Id } from '../../../platform/ids.ts';
import { registry } from '../registry.ts';

type Fill = 'workspace' | 'connection' | 'nothing';

/**
 * Every table that a pull writes, parents first, with the rows that its shadow begins with: all of the workspace, those of the connection,
 * or none. A table that is missing here is no danger: PostgreSQL refuses the write, and the preview fails with that.
 */
const shadowed = (): readonly { table: string; fill: Fill }[] => [
  { table: 'connection', fill: 'workspace' },
  ...registry.flatMap(({ table: { name, besides = [] } }) =>
    [name, ...besides].map((table) => ({ table, fill: 'workspace' as const })),
  ),
  { table: 'entity_link', fill: 'connection' },
  { table: 'sync_cursor', fill: 'connection' },
  { table: 'sync_skip', fill: 'connection' },
  { table: 'sync_issue', fill: 'connection' },
  { table: 'removal_hold', fill: 'connection' },
  { table: 'push_request', fill: 'nothing' },
  { table: 'sync_conflict', fill: 'nothing' },
  { table: 'sync_run', fill: 'nothing' },
  { table: 'sync_run_entity', fill: 'nothing' },
  { table: 'audit_event', fill: 'nothing' },
  { table: 'statistic_delta', fill: 'nothing' },
];

export interface Shadow {
  /** For the engine: the same statements as ever, on the shadows; everything else can be read and not be written. */
  engine: Pick<Database, 'inWorkspace'>;
  session: Session;
  close(): Promise<void>;
}

export interface ShadowRequest {
  /** Of the application role, past any pooler: the shadows live in one session. */
  url: string;
  workspaceId: Id;
  connectionId: Id;
  /** Stops the copying between two tables. */
  signal: AbortSignal;
}

/**
 * A copy of the workspace to try the real engine on. Temporary tables bear the names of those that a pull writes, so that its unqualified
 * SQL finds them first; its transactions are read-only for PostgreSQL, which lets it write temporary tables and nothing else. Pages commit
 * as they do in a pull, so no long transaction holds the live stream back.
 */
export async function openShadow(database: Pick<Database, 'inWorkspace'>, request: ShadowRequest): Promise<Shadow> {
  const session = await Session.open({ url: request.url, applicationName: 'causeway-preview' });
  try {
    await session.inWorkspace(request.workspaceId, makeTables);
    await fillTables(database, session, request);
  } catch (error) {
    await session.close();
    throw error;
  }
  return {
    session,
    engine: {
      inWorkspace: (workspaceId, work) => session.inWorkspace(workspaceId, work, { readOnly: true }),
    },
    close: () => session.close(),
  };
}

/** Columns, defaults, checks, unique keys and triggers as the real ones have; foreign keys and row-level security stay behind. */
async function makeTables(tx: Tx): Promise<void> {
  await tx.query(`set temp_buffers = '64MB'`);
  // Costs of reading JSON are overestimated so much that every page would be compiled first.
  await tx.query(`set jit = off`);
  const shadows = shadowed();
  for (const { table } of shadows)
    await tx.query(
      `create temp table ${table} (like public.${table} including defaults including generated including identity including constraints)`,
    );
  const tables = shadows.flatMap(({ table }) => (table === 'audit_event' ? [] : [table]));
  await tx.query('create index on pg_temp.audit_event (workspace_id, run_id, id desc)');
  for (const { sql } of await tx.query<{ sql: string }>(likeTheReal, [tables])) await tx.query(sql);
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

/** Copies what one moment holds, in a transaction for each table. */
function fillTables(
  database: Pick<Database, 'inWorkspace'>,
  session: Session,
  { workspaceId, connectionId, signal }: ShadowRequest,
): Promise<void> {
  const hold = async (tx: Tx) => {
    // Idle while the other session copies, however long that takes.
    await tx.query('set local idle_in_transaction_session_timeout = 0');
    const [moment] = await tx.query<{ snapshot: string }>('select pg_export_snapshot() as snapshot');
    const options = { readOnly: true, ...(moment ? { snapshot: moment.snapshot } : {}) };
    for (const { table, fill } of shadowed()) {
      signal.throwIfAborted();
      if (fill !== 'nothing')
        await session.inWorkspace(workspaceId, (own) => copyRows(own, table, fill, connectionId), options);
    }
    await session.inWorkspace(workspaceId, forgetLeases, { readOnly: true });
  };
  return database.inWorkspace(workspaceId, hold, { readOnly: true });
}

async function copyRows(tx: Tx, table: string, fill: Fill, connectionId: Id): Promise<void> {
  const [columns] = await tx.query<{ names: string }>(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as names from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [`public.${table}`],
  );
  const names = columns?.names ?? '';
  const where = fill === 'connection' ? 'where connection_id = $1' : '';
  await tx.query(
    `insert into pg_temp.${table} (${names}) select ${names} from public.${table} ${where}`,
    fill === 'connection' ? [connectionId] : [],
  );
  await tx.query(`analyze pg_temp.${table}`);
}

/** A pull that goes on elsewhere keeps its cursors; here nobody else works. */
async function forgetLeases(tx: Tx): Promise<void> {
  await tx.query(`update pg_temp.sync_cursor set lease_owner = null, lease_until = null`);
}
