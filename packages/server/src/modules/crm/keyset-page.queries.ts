import type { Tx } from '../../platform/database/database.ts';
import { firstOf, idAfter, isIdValue, pageOf, placeAfter } from '../../platform/graphql/pagination.ts';
import type { Id } from '../../platform/ids.ts';
import type { SqlFilter } from './sql-filter.ts';

/** What a caller asks of a list; `first` is 1 to 200. */
export interface PageRequest {
  first?: number | null;
  after?: string | null;
}

/** A part of a list inside each of many records. */
export interface NestedPage {
  first: number;
  /** The last record of the part before. */
  after: Id | null;
}

/** What a caller asks of a nested list. Throws AppError "invalid_input" for a size outside 1 to 200. */
export function nestedPage(first: number | null, after: Id | null): NestedPage {
  return { first: firstOf(first), after };
}

export interface Page<T> {
  items: T[];
  pageInfo: { endCursor: string | null; hasNextPage: boolean };
  /** What the list was filtered by, so that its total is counted only when asked for. */
  filter: SqlFilter;
}

export interface ListShape {
  /** Columns with the names of the row. */
  columns: string;
  /** Table with its alias: "client c". */
  from: string;
  alias: string;
}

/** A page ordered by the lower-case name and the ID. The row keeps no trace of the key that it was ordered by. */
export async function pageByName<T extends { id: string }>(
  tx: Tx,
  shape: ListShape,
  filter: SqlFilter,
  request: PageRequest,
): Promise<Page<T>> {
  const first = firstOf(request.first);
  const name = `${shape.alias}.name_key`;
  const id = `${shape.alias}.id`;
  const after = placeAfter(request.after, 2, ([key, last]) => (isIdValue(last) ? [key, last] : null));
  const shown = filter.copy();
  if (after) shown.andPlace((value) => `(${name}, ${id}) > (${value(after[0])}::text, ${value(after[1])}::uuid)`);
  const rows = await tx.query<T & { nameKey: string }>(
    `select ${shape.columns}, ${name} as "nameKey" from ${shape.from} ${shown.where} order by ${name}, ${id} limit ${first + 1}`,
    shown.params,
    { isKept: shown.hasOnePlan },
  );
  return { ...pageOf(rows, first, (row) => [row.nameKey, row.id]), filter };
}

/** A page with the newest first, by ID (UUIDv7 sorts by time). */
export async function pageByNewest<T extends { id: string }>(
  tx: Tx,
  shape: ListShape,
  filter: SqlFilter,
  request: PageRequest,
): Promise<Page<T>> {
  const first = firstOf(request.first);
  const id = `${shape.alias}.id`;
  const after = idAfter(request.after);
  const shown = filter.copy();
  if (after) shown.andPlace((value) => `${id} < ${value(after)}::uuid`);
  const rows = await tx.query<T>(
    `select ${shape.columns} from ${shape.from} ${shown.where} order by ${id} desc limit ${first + 1}`,
    shown.params,
    { isKept: shown.hasOnePlan },
  );
  return { ...pageOf(rows, first, (row) => [row.id]), filter };
}

export async function countOf(tx: Tx, shape: Pick<ListShape, 'from'>, filter: SqlFilter): Promise<number> {
  const rows = await tx.query<{ n: number }>(
    `select count(*)::int as n from ${shape.from} ${filter.where}`,
    filter.params,
  );
  return rows[0]?.n ?? 0;
}
