/** The columns of the audit log, in their order. */
export const columnKeys = [
  'at',
  'direction',
  'entity',
  'record',
  'connectwise',
  'operation',
  'status',
  'description',
  'code',
  'duration',
  'run',
  'attempt',
  'actor',
] as const;
export type ColumnKey = (typeof columnKeys)[number];

export type Density = 'comfortable' | 'compact';

/** What was done is a column to choose: the description says it, and needs its room for the reason. */
const usualColumns: readonly ColumnKey[] = ['at', 'record', 'status', 'description', 'connectwise'];

/** The first column carries the link to the details, so it is always there. */
export const fixedColumn: ColumnKey = 'at';

export type Shown = { columns: readonly ColumnKey[]; density: Density };

const KEY = 'causeway.audit.shown';

/** How this browser showed the log the last time; an address that says otherwise counts more. */
export function shownOf(search: { columns?: ColumnKey[] | undefined; density?: Density | undefined }): Shown {
  const kept = readKept();
  const wanted = search.columns ?? kept.columns ?? usualColumns;
  return {
    columns: columnKeys.filter((key) => key === fixedColumn || wanted.includes(key)),
    density: search.density ?? kept.density ?? 'comfortable',
  };
}

export function keepShown({ columns, density }: Shown): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ columns, density }));
  } catch {
    // A browser that keeps nothing shows the usual columns the next time.
  }
}

function readKept(): { columns?: ColumnKey[]; density?: Density } {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    const { columns, density } = kept as { columns?: unknown; density?: unknown };
    return {
      ...(Array.isArray(columns) ? { columns: columnKeys.filter((key) => columns.includes(key)) } : {}),
      ...(density === 'compact' || density === 'comfortable' ? { density } : {}),
    };
  } catch {
    return {};
  }
}
