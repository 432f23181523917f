/** How a value may look in the code: `string`, `number`, `boolean`, `Date`, `Buffer`, `array`, `object`, `null`, `undefined`; `unknown`: anyhow. */
export type Kind = string;

/** A column as PostgreSQL describes it. */
export interface AnsweredColumn {
  name: string;
  type: number;
  /** The table's column that it was taken from unchanged: whether that one may be null; null for what was computed. */
  isNullable: boolean | null;
  /** The name of that column. */
  source: string | null;
}

/** How the driver reads the types of PostgreSQL, as connection-pool.ts sets it up. */
const kinds: Readonly<Record<number, Kind>> = {
  16: 'boolean',
  17: 'Buffer',
  20: 'string', // int8
  21: 'number',
  23: 'number',
  700: 'number',
  701: 'number',
  1700: 'string', // numeric
  1184: 'Date',
  114: 'json',
  3802: 'json',
  // char, name, text, unknown, oid as text is not read anywhere; varchar, bpchar, date, time, timestamp, interval, uuid, inet, xid8
  ...Object.fromEntries(
    [18, 19, 25, 705, 1043, 1042, 1082, 1083, 1114, 1186, 2950, 869, 5069].map((oid) => [oid, 'string']),
  ),
  // Lists of all of these.
  ...Object.fromEntries(
    [199, 1000, 1001, 1005, 1007, 1009, 1015, 1016, 1021, 1022, 1115, 1182, 1185, 1231, 2951, 3807].map((oid) => [
      oid,
      'array',
    ]),
  ),
};
const VOID = 2278;

/**
 * What is wrong between the columns of an answer and the row type of the code: a column that is missing, one that is read as another type,
 * one that may be null, or is in `rows`, where the type does not say so.
 */
export function rowFaults(
  sql: string,
  answered: readonly AnsweredColumn[],
  declared: Readonly<Record<string, readonly Kind[]>>,
  rows: readonly Record<string, unknown>[] = [],
): string[] {
  const byName = new Map(answered.map((column) => [column.name, column]));
  return Object.entries(declared).flatMap(([name, may]) => {
    const column = byName.get(name);
    if (!column) return may.includes('undefined') ? [] : [`There is no column "${name}".`];
    if (may.includes('unknown') || column.type === VOID) return [];
    const kind = kinds[column.type];
    if (!kind)
      return [
        `"${name}" has the type ${column.type} of PostgreSQL, of which row-check.ts does not know how it is read.`,
      ];
    if (kind !== 'json' && !may.includes(kind))
      return [`"${name}" is read as ${kind}; the row type says ${may.join(' | ')}.`];
    // What may be missing is asked for with `?.` or `??`, which take null alike.
    if (may.includes('null') || may.includes('undefined')) return [];
    if (rows.some((row) => row[name] === null))
      return [`"${name}" is null in a row; the row type says ${may.join(' | ')}.`];
    return column.isNullable && !isBoundToValues(sql, column.source ?? name)
      ? [`"${name}" comes from a column that may be null; the row type says ${may.join(' | ')}.`]
      : [];
  });
}

/** The statement itself asks for rows in which the column has a value. */
const isBoundToValues = (sql: string, column: string): boolean =>
  new RegExp(`\\b${column}\\s+(is not null|= ?any|= ?\\$|in \\()|\\b${column} ?(<|>|=)`, 'i').test(sql);
