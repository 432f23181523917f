/** One column of many rows that are about to be written. */
export interface ColumnOfRows {
  column: string;
  /** PostgreSQL's name of the type, e.g. `uuid`. */
  type: string;
  values: readonly unknown[];
}

/** Columns by name, each with its type and how it is read from a row. */
export type ColumnsOf<R> = Readonly<Record<string, readonly [type: string, read: (row: R) => unknown]>>;

export const columnsFrom = <R>(rows: readonly R[], columns: ColumnsOf<R>): ColumnOfRows[] =>
  Object.entries(columns).map(([column, [type, read]]) => ({ column, type, values: rows.map(read) }));

/**
 * Rows as a FROM item `(select …)` in the order given, for set-based writes; `names` lists its columns, `params` are its parameters from $1 on.
 * Columns travel as arrays, and one that holds the same in all rows as that single value: most columns of a page of new records do.
 */
export function rowSource(columns: readonly ColumnOfRows[]): { sql: string; names: string; params: unknown[] } {
  // Without an array there would be no rows: the first column always is one.
  const isSingle = columns.map(({ values }, at) => at > 0 && values.every((value) => value === values[0]));
  const place = (at: number) => `$${at + 1}::${columns[at]?.type}`;
  const listed = columns.flatMap(({ column }, at) => (isSingle[at] ? [] : [{ column, at }]));
  const shown = columns.map(({ column }, at) => (isSingle[at] ? `${place(at)} as ${column}` : `u.${column}`));
  return {
    names: columns.map(({ column }) => column).join(', '),
    sql: `(select ${shown.join(', ')} from unnest(${listed.map(({ at }) => `${place(at)}[]`).join(', ')})
      with ordinality as u(${listed.map(({ column }) => column).join(', ')}, place) order by u.place)`,
    params: columns.map(({ values }, at) => (isSingle[at] ? (values[0] ?? null) : values)),
  };
}
