import type pg from 'pg';

interface ColumnRow {
  table: string;
  column: string;
  /** PostgreSQL's name of the type; of an array the element's, with `[]`. */
  type: string;
  isNullable: boolean;
  hasDefault: boolean;
  isGenerated: boolean;
  /** Of a check that lists the words of the column: its definition. */
  check: string | null;
}

/** Columns of every table and view of the schema `public`, without the partitions. */
const columns = `
  select c.relname as "table", a.attname as "column",
    case when e.oid is null then t.typname else e.typname || '[]' end as "type",
    not a.attnotnull as "isNullable",
    (a.atthasdef or a.attidentity <> '') as "hasDefault", a.attgenerated <> '' as "isGenerated",
    (select pg_get_constraintdef(k.oid) from pg_constraint k
     where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] and pg_get_constraintdef(k.oid) like '%= ANY (ARRAY[''%' limit 1) as "check"
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid left join pg_type e on e.oid = t.typelem and t.typcategory = 'A'
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
    and c.relname not in ('schema_migration')
  order by c.relname, a.attnum`;

/** How values come back from the driver, as connection-pool.ts sets it up. */
const scalars: Readonly<Record<string, string>> = {
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  float4: 'number',
  float8: 'number',
  int8: 'Numeric',
  numeric: 'Numeric',
  timestamptz: 'Date',
  json: 'Json',
  jsonb: 'Json',
  bytea: 'Buffer',
  ...Object.fromEntries(
    ['uuid', 'text', 'varchar', 'bpchar', 'citext', 'name', 'date', 'timestamp', 'interval', 'inet', 'xid8'].map(
      (type) => [type, 'string'],
    ),
  ),
};

/** Text that a check binds to a list of words is one of them. */
const wordsOf = (check: string | null): string[] =>
  check
    ? [...check.matchAll(/'((?:[^']|'')*)'::text/g)].map(([, word = '']) => `'${word.replaceAll("''", "\\'")}'`)
    : [];

function typeOf({ table, column, type, check }: ColumnRow): string {
  const words = type === 'text' ? wordsOf(check) : [];
  if (words.length > 0) return words.join(' | ');
  const isList = type.endsWith('[]');
  const scalar = scalars[isList ? type.slice(0, -2) : type];
  if (!scalar)
    throw new Error(`${table}.${column} is a ${type}, of which read-schema.ts does not know how it is read.`);
  // Elements are read by the same parsers, but numbers that do not fit stay text and times too.
  if (!isList) return scalar;
  return `${{ Numeric: 'string', Date: 'string', Json: 'unknown' }[scalar] ?? scalar}[]`;
}

function fieldOf(row: ColumnRow): string {
  const type = row.isNullable ? `${typeOf(row)} | null` : typeOf(row);
  const wrapped = row.isGenerated ? `GeneratedAlways<${type}>` : row.hasDefault ? `Generated<${type}>` : type;
  return `  ${row.column}: ${wrapped};\n`;
}

const nameOf = (table: string): string =>
  `${table.replace(/(^|_)([a-z])/g, (_, _gap, letter: string) => letter.toUpperCase())}Table`;

/** The types of all tables as TypeScript, from a database that was migrated. */
export async function readSchema(client: pg.Client): Promise<string> {
  const { rows } = await client.query<ColumnRow>(columns);
  const tables = Map.groupBy(rows, ({ table }) => table);
  const interfaces = [...tables].map(
    ([table, fields]) => `export interface ${nameOf(table)} {\n${fields.map(fieldOf).join('')}}\n`,
  );
  return `// Written by "npm run emit-schema" from the migrated tables; do not edit.
import type { ColumnType } from 'kysely';

/** Read as text, so that no digit is lost. */
type Numeric = ColumnType<string, string | number, string | number>;
/** Read as it is; written as JSON text. */
type Json = ColumnType<unknown, string, string>;
/** May be left out of an insert. */
type Generated<T> = T extends ColumnType<infer Read, infer Insert, infer Update>
  ? ColumnType<Read, Insert | undefined, Update>
  : ColumnType<T, T | undefined, T>;
/** PostgreSQL computes it. */
type GeneratedAlways<T> = ColumnType<T, never, never>;

${interfaces.join('\n')}
export interface Schema {
${[...tables.keys()].map((table) => `  ${table}: ${nameOf(table)};\n`).join('')}}
`;
}
