import type pg from 'pg';
import { NOT_KEPT } from './backup-format.ts';

export interface KeptTable {
  name: string;
  /** Without those that PostgreSQL computes itself. */
  columns: string[];
}

export interface KeptSequence {
  name: string;
  last: string;
  isCalled: boolean;
}

/** Every table of the product with its columns. The number of a transaction means something on its own server alone, so it is not kept. */
export async function readTables(client: pg.ClientBase): Promise<KeptTable[]> {
  const { rows } = await client.query<KeptTable>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> all ($1)
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.atttypid <> 'xid8'::regtype
     group by c.relname order by c.relname`,
    [NOT_KEPT],
  );
  return rows;
}

export async function readSequences(client: pg.ClientBase): Promise<KeptSequence[]> {
  const { rows: names } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, sequencename) as name from pg_sequences where schemaname = 'public' order by 1`,
  );
  const found: KeptSequence[] = [];
  for (const { name } of names) {
    const { rows } = await client.query<{ last: string; isCalled: boolean }>(
      `select last_value::text as last, is_called as "isCalled" from ${name}`,
    );
    if (rows[0]) found.push({ name, ...rows[0] });
  }
  return found;
}

export const readMigrationNames = async (client: pg.ClientBase): Promise<string[]> =>
  (await client.query<{ name: string }>('select name from schema_migration order by id')).rows.map(({ name }) => name);

/** Whether `migrate` has been here. */
export const isMigrated = async (client: pg.ClientBase): Promise<boolean> =>
  (await client.query<{ is: boolean }>(`select to_regclass('public.schema_migration') is not null as is`)).rows[0]
    ?.is === true;

/** The names of the keys by which stored secrets are sealed: the second word of each. */
export async function readSealingKeys(client: pg.ClientBase): Promise<string[]> {
  const { rows: columns } = await client.query<{ statement: string }>(
    `select format('select distinct split_part(%I, '':'', 2) as id from public.%I where %I is not null', a.attname, c.relname, a.attname) as statement
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and not a.attisdropped
       and a.attname like '%\\_sealed' and c.relname <> all ($1)`,
    [NOT_KEPT],
  );
  if (columns.length === 0) return [];
  const { rows } = await client.query<{ id: string }>(
    `${columns.map(({ statement }) => statement).join(' union ')} order by 1`,
  );
  return rows.map(({ id }) => id);
}

/** What the header says of the whole, beside tables and keys. */
export async function readFacts(
  client: pg.ClientBase,
): Promise<{ takenAt: string; logBegins: string | null; workspaces: string[] }> {
  const { rows } = await client.query<{ takenAt: Date; logBegins: string | null; workspaces: string[] }>(
    `select transaction_timestamp() as "takenAt", (select date_trunc('month', min(at))::date::text from audit_event) as "logBegins",
       coalesce((select array_agg(name order by id) from workspace), '{}') as workspaces`,
  );
  const [row] = rows;
  if (!row) throw new Error('The database did not answer.');
  return { ...row, takenAt: row.takenAt.toISOString() };
}

/** Where keys of stored files stand; a database of an earlier version lacks the later ones. */
const fileKeys = [
  { table: 'document', column: 'storage_key', where: 'storage_key is not null' },
  { table: 'retention_export', column: 'storage_key', where: 'deleted_at is null' },
  { table: 'workspace_profile', column: 'logo_key', where: 'logo_key is not null' },
  { table: 'quote_revision', column: 'logo_key', where: 'logo_key is not null' },
] as const;

/** Keys of the files that are stored beside the database: documents, exports, logos. */
export async function readFileKeys(client: pg.ClientBase): Promise<string[]> {
  const { rows: there } = await client.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`,
  );
  const known = new Set(there.map(({ name }) => name));
  const statements = fileKeys
    .filter(({ table, column }) => known.has(`${table}.${column}`))
    .map(({ table, column, where }) => `select ${column} as key from public.${table} where ${where}`);
  if (statements.length === 0) return [];
  const { rows } = await client.query<{ key: string }>(`${statements.join(' union ')} order by 1`);
  return rows.map(({ key }) => key);
}

/** Whether this role sees the rows of all workspaces: the owner of the tables does. */
export const seesAllRows = async (client: pg.ClientBase): Promise<boolean> =>
  (
    await client.query<{ sees: boolean }>(
      `select not row_security_active('public.workspace') and has_table_privilege('public.workspace', 'select') as sees`,
    )
  ).rows[0]?.sees === true;

/** `copy … to stdout` and `copy … from stdin` of one table. */
export const copyOut = ({ name, columns }: KeptTable): string =>
  `copy (select ${quoted(columns)} from public.${quote(name)}) to stdout`;

export const copyIn = ({ name, columns }: KeptTable): string =>
  `copy public.${quote(name)} (${quoted(columns)}) from stdin`;

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const quoted = (names: readonly string[]): string => names.map(quote).join(', ');
