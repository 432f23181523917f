import type { Tx } from '../../platform/database/database.ts';
import { AppError } from '../../platform/errors.ts';
import { decodeCursor, firstOf, foreignCursor, pageOf } from '../../platform/graphql/pagination.ts';
import { type Id, isId } from '../../platform/ids.ts';
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

/** What a caller asks of a nested list. Throws AppError "invalid_input" for a size outside 1 to 200 and for a text that is no ID. */
export function nestedPage(first: number | null, after: Id | null): NestedPage {
  if (after !== null && after !== undefined && !isId(after))
    throw new AppError('invalid_input', '"after" is the ID of the last record that you have.', { field: 'after' });
  return { first: firstOf(first), after: after ?? null };
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
  const after = decodeCursor(request.after, 2);
  if (after) refuseForeign(after[1]);
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
  const after = decodeCursor(request.after, 1);
  if (after) refuseForeign(after[0]);
  const shown = filter.copy();
  if (after) shown.andPlace((value) => `${id} < ${value(after[0])}::uuid`);
  const rows = await tx.query<T>(
    `select ${shape.columns} from ${shape.from} ${shown.where} order by ${id} desc limit ${first + 1}`,
    shown.params,
    { isKept: shown.hasOnePlan },
  );
  return { ...pageOf(rows, first, (row) => [row.id]), filter };
}

/** The last value of a cursor is the ID of a row. */
function refuseForeign(id: unknown): void {
  if (typeof id !== 'string' || !isId(id)) throw foreignCursor();
}

export async function countOf(tx: Tx, shape: Pick<ListShape, 'from'>, filter: SqlFilter): Promise<number> {
  const rows = await tx.query<{ n: number }>(
    `select count(*)::int as n from ${shape.from} ${filter.where}`,
    filter.params,
  );
  return rows[0]?.n ?? 0;
}
