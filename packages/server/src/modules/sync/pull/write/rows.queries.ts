import type { Tx } from '../../../../platform/database/database.ts';
import { type ColumnOfRows, rowSource } from '../../../../platform/database/row-source.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Column, Fields, LocalTable } from '../../records/entity-sync.ts';

export interface WrittenRow {
  id: Id;
  fields: Fields;
}

/** One statement, whatever the number of rows, and what the table's lists need. */
export async function insertLocalRows(tx: Tx, table: LocalTable, rows: readonly WrittenRow[]): Promise<void> {
  if (rows.length === 0) return;
  const known = table.known ?? [];
  const { sql, names, params } = rowSource([
    ...columnsOf(table, rows),
    ...known.map(({ of, ...column }) => ({ ...column, values: rows.map(({ fields }) => of(fields)) })),
  ]);
  const values = [...table.columns.map((c) => newValue(c, `'{}'::jsonb`)), ...known.map((c) => `v.${c.column}`)];
  await tx.query(`insert into ${table.name} (${names}) select v.id, ${values.join(', ')} from ${sql} v`, params);
  await table.writeLists?.(tx, rows);
}

/** Writes all fields of rows that were read and locked before; each gets a new version, so that an edit in a browser notices. */
export async function updateLocalRows(tx: Tx, table: LocalTable, rows: readonly WrittenRow[]): Promise<void> {
  if (rows.length === 0) return;
  const sets = table.columns.map((c) => `${c.column} = ${newValue(c, `t.${c.column}`)}`);
  const { sql, params } = rowSource(columnsOf(table, rows));
  await tx.query(
    `update ${table.name} t set ${sets.join(', ')}, version = t.version + 1, updated_at = now() from ${sql} v where t.id = v.id`,
    params,
  );
  await table.writeLists?.(tx, rows);
}

const columnsOf = (table: LocalTable, rows: readonly WrittenRow[]): ColumnOfRows[] => [
  { column: 'id', type: 'uuid', values: rows.map((row) => row.id) },
  ...table.columns.map(({ field, column, type }) => ({
    column,
    type,
    values: rows.map((row) => row.fields[field] ?? null),
  })),
];

/** What a column becomes; `before` is what it holds, of which a key of JSON is only a part. */
function newValue({ column, key }: Column, before: string): string {
  if (!key) return `v.${column}`;
  return `case when v.${column} is null then ${before} - '${key}' else ${before} || jsonb_build_object('${key}', v.${column}) end`;
}
