import type { AnyFieldTable, ColumnType } from './field-table.ts';

export interface Column {
  field: string;
  column: string;
  type: ColumnType;
  /** Of a column of JSON: the key under which this field's text lives; the other keys are left alone. */
  key?: string;
}

/** The columns of a record's own table; fields that live elsewhere have none. */
export const columnsOf = (table: AnyFieldTable): Column[] =>
  Object.entries(table).flatMap(([field, { column, type, key }]) =>
    column === '' ? [] : [{ field, column, type, ...(key ? { key } : {}) }],
  );

/** What a new record has in a field that nothing is taken into: no row is without an amount, which begins at zero. */
export const emptyValue = (columns: readonly Column[], field: string): '0' | null =>
  columns.some((one) => one.field === field && one.type === 'numeric' && !one.key) ? '0' : null;

/** How a column of the row `alias` is read: decimals and dates as text. */
export function columnSql({ column, type, key }: Column, alias = 't'): string {
  if (key) return keySql(`${alias}.${column} ->> ${sqlText(key)}`, type);
  if (type === 'numeric') return `trim_scale(${alias}.${column})::text`;
  if (type === 'date') return `${alias}.${column}::text`;
  return `${alias}.${column}`;
}

/** A box of JSON that is not there is one that is not checked. */
function keySql(text: string, type: ColumnType): string {
  if (type === 'boolean') return `coalesce((${text})::boolean, false)`;
  return type === 'numeric' ? `trim_scale((${text})::numeric)::text` : text;
}

/** A text as SQL: the keys of JSON are names that people gave. */
export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The select list of a table, each column under its field's name. */
export const selectList = (columns: readonly Column[], alias = 't'): string =>
  columns.map((column) => `${columnSql(column, alias)} as "${column.field}"`).join(', ');

/**
 * SQL that is true where a row `t` holds something that a push would send and that the link `l` does not know as agreed. The base speaks the CRM's
 * words, so the row is compared with it as it stands.
 */
export function differsSql(table: AnyFieldTable): string {
  const parts = columnsOf(table).flatMap((column) => {
    const entry = table[column.field];
    if (!entry?.out.update || entry.derived) return [];
    const here = `nullif((${columnSql(column)})::text, '')`;
    const agreed = `nullif(l.base ->> '${column.field}', '')`;
    const differs = `${here} is distinct from ${column.key && column.type === 'boolean' ? `coalesce(${agreed}, 'false')` : agreed}`;
    if (entry.out.clear === 'remove') return [`(${differs})`];
    return [`(${column.type === 'boolean' ? columnSql(column) : `${here} is not null`} and ${differs})`];
  });
  return parts.join(' or ');
}
