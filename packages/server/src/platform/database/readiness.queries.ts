import type pg from 'pg';
import { readMigrations } from './migration-files.ts';

/** What a process can say of the database that it was given. */
export type DatabaseReadiness = 'ok' | 'not reachable' | 'not migrated' | 'the role has no rights';

const NO_RIGHTS = '42501';
const NO_SUCH_TABLE = '42P01';

/**
 * Whether the schema has all that this version needs, and the role may work with it. A schema that is newer is fine: migrations are made so that
 * the version before can go on beside them.
 */
export async function readSchemaState(pool: Pick<pg.Pool, 'query'>): Promise<DatabaseReadiness> {
  try {
    const { rows } = await pool.query<{ name: string }>('select name from public.schema_migration');
    const applied = new Set(rows.map(({ name }) => name));
    const wanted = await readMigrations();
    if (!wanted.every(({ name }) => applied.has(name))) return 'not migrated';
    return (await hasRights(pool)) ? 'ok' : 'the role has no rights';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === NO_SUCH_TABLE) return 'not migrated';
    if (code === NO_RIGHTS) return 'the role has no rights';
    throw error;
  }
}

/** Tables that all work writes to. Every table of the schema is read by something, and has to be readable. */
const CORE_TABLES = ['client', 'opportunity', 'entity_link', 'push_request', 'sync_run', 'session'];

async function hasRights(pool: Pick<pg.Pool, 'query'>): Promise<boolean> {
  const { rows } = await pool.query<{ all: boolean }>(
    `select bool_and(has_table_privilege(format('public.%I', t), 'select') and has_table_privilege(format('public.%I', t), 'insert')
       and has_table_privilege(format('public.%I', t), 'update')) and has_schema_privilege('public', 'usage')
       and (select bool_and(has_table_privilege(c.oid, 'select')) from pg_class c
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition) as all
     from unnest($1::text[]) t`,
    [CORE_TABLES],
  );
  return rows[0]?.all === true;
}
