import type { Tx } from '../../../../platform/database/database.ts';
import { type ColumnOfRows, rowSource } from '../../../../platform/database/row-source.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Column, Fields, LocalTable } from '../../records/entity-sync.ts';
import { sqlText } from '../../records/fields/columns.ts';
import { isUniqueHere } from '../decide/merge-sides.rules.ts';

export interface WrittenRow {
  id: Id;
  fields: Fields;
}

/** One statement, whatever the number of rows, and what the table's lists need. */
export async function insertLocalRows(tx: Tx, table: LocalTable, rows: readonly WrittenRow[]): Promise<void> {
  if (rows.length === 0) return;
  const known = table.known ?? [];
  const { sql, params } = rowSource([
    ...columnsOf(table, rows),
    ...known.map(({ of, ...column }) => ({ ...column, values: rows.map(({ fields }) => of(fields)) })),
  ]);
  const targets = targetsOf(table, () => `'{}'::jsonb`);
  const names = ['id', ...targets.map(({ column }) => column), ...known.map((c) => c.column)];
  const values = ['v.id', ...targets.map(({ value }) => value), ...known.map((c) => `v.${c.column}`)];
  await tx.query(`insert into ${table.name} (${names.join(', ')}) select ${values.join(', ')} from ${sql} v`, params);
  await table.writeLists?.(tx, rows);
}

/** Frees the names and identifiers of rows that are written next: each is unique at every moment, not only at the end of a statement. */
export async function freeUniqueKeys(tx: Tx, table: LocalTable, ids: readonly Id[]): Promise<void> {
  if (ids.length === 0) return;
  const sets = table.columns.flatMap(({ field, column }) =>
    isUniqueHere(field) ? [`${column} = ${field === 'name' ? 'id::text' : 'null'}`] : [],
  );
  await tx.query(`update ${table.name} set ${sets.join(', ')} where id = any($1::uuid[])`, [ids]);
}

/** Writes all fields of rows that were read and locked before; each gets a new version, so that an edit in a browser notices. */
export async function updateLocalRows(tx: Tx, table: LocalTable, rows: readonly WrittenRow[]): Promise<void> {
  if (rows.length === 0) return;
  const sets = targetsOf(table, (column) => `t.${column}`).map(({ column, value }) => `${column} = ${value}`);
  const { sql, params } = rowSource(columnsOf(table, rows));
  await tx.query(
    `update ${table.name} t set ${sets.join(', ')}, version = t.version + 1, updated_at = now() from ${sql} v where t.id = v.id`,
    params,
  );
  await table.writeLists?.(tx, rows);
}

const columnsOf = (table: LocalTable, rows: readonly WrittenRow[]): ColumnOfRows[] => [
  { column: 'id', type: 'uuid', values: rows.map((row) => row.id) },
  ...table.columns.map((column, at) => ({
    column: sourceOf(column, at),
    type: column.type,
    values: rows.map((row) => row.fields[column.field] ?? null),
  })),
];

/** What a column is called among the values: several keys of JSON lie in one column. */
const sourceOf = ({ column, key }: Column, at: number): string => (key ? `key_${at}` : column);

/** What each column becomes; `before` is what it holds, of which the keys of JSON are only a part. */
function targetsOf(table: LocalTable, before: (column: string) => string): { column: string; value: string }[] {
  const values = new Map<string, string>();
  for (const [at, one] of table.columns.entries()) {
    const source = `v.${sourceOf(one, at)}`;
    if (!one.key) values.set(one.column, source);
    else values.set(one.column, withKey(values.get(one.column) ?? before(one.column), sqlText(one.key), source));
  }
  return [...values].map(([column, value]) => ({ column, value }));
}

const withKey = (json: string, key: string, value: string): string =>
  `(${json}) - ${key}::text || case when ${value} is null then '{}'::jsonb else jsonb_build_object(${key}::text, ${value}) end`;
