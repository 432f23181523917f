import type { TestApp } from '../support/test-app.ts';

/** What a history leaves behind; all else belongs to the set-up, and stays. */
const tables = [
  'client',
  'contact',
  'opportunity',
  'product',
  'bundle_line',
  'document',
  'quote_line',
  'entity_link',
  'push_request',
  'push_step',
  'pushed_lines',
  'create_intent',
  'sync_issue',
  'sync_skip',
  'sync_run',
  'sync_run_entity',
  'sync_cursor',
  'audit_event',
  'removal_hold',
  'status_fill',
  'reconcile',
  'reconcile_entity',
  'reconcile_finding',
] as const;

let kept = 0;

/** Keeps what is on both sides now; the answer brings it back, as often as it is called. It is cheaper than making it again. */
export async function keepState({ test, sandbox }: TestApp): Promise<() => Promise<void>> {
  const schema = `kept_${++kept}`;
  await test.sql(
    `create schema ${schema}; ${tables.map((table) => `create table ${schema}.${table} as table ${table}`).join('; ')}`,
  );
  const columns = await test.sql<{ table: string; names: string }>(
    `select table_name as table, string_agg(quote_ident(column_name), ', ' order by ordinal_position) as names
     from information_schema.columns where table_schema = $1 and (table_name, column_name) in (
       select table_name, column_name from information_schema.columns where table_schema = 'public' and is_generated = 'NEVER') group by 1`,
    [schema],
  );
  // Rows come back as they were: no trigger, and no order among tables that refer to each other.
  const sql = [
    'begin; set local session_replication_role = replica',
    `truncate ${tables.join(', ')} cascade`,
    ...columns.map(
      ({ table, names }) =>
        `insert into ${table} (${names}) overriding system value select ${names} from ${schema}.${table}`,
    ),
    'commit',
  ].join('; ');
  const state = sandbox.exportState();
  return async () => {
    await test.sql(sql);
    await sandbox.importState(state);
  };
}
