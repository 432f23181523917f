import type { Tx } from '../../platform/database/database.ts';
import { AppError } from '../../platform/errors.ts';
import { refuseNoId } from '../../platform/graphql/arguments.ts';
import { firstOf, foreignCursor, idAfter, isIdValue, pageOf, placeAfter } from '../../platform/graphql/pagination.ts';
import type { Id } from '../../platform/ids.ts';
import type { SqlFilter } from './sql-filter.ts';

/** What a caller asks of a list; `first` is 1 to 200. */
export interface PageRequest {
  first?: number | null;
  after?: string | null;
  /** Where the page begins, instead of `after`: so many from the start of the list, or, below zero, from its end. */
  offset?: number | null;
}

/** A part of a list inside each of many records. */
export interface NestedPage {
  first: number;
  /** Where the part before ended, as the caller handed it in. */
  after: string | null;
}

/** What a caller asks of a nested list. Throws AppError "invalid_input" for a size outside 1 to 200. */
export function nestedPage(first: number | null, after: string | null): NestedPage {
  return { first: firstOf(first), after };
}

/** The last record of the part before, for lists in the order of their IDs: no edit moves a record there. Throws AppError "invalid_input". */
export function nestedId({ after }: NestedPage): Id | null {
  if (after === null || after === '') return null;
  refuseNoId([after], 'after');
  return after;
}

/** Throws AppError "invalid_input" when a list goes on behind a record that is not in it: an empty answer would say that there is no more. */
export function refuseForeign(owners: readonly Id[], owner: Id | undefined): void {
  if (owner === undefined || owners.some((id) => id.toLowerCase() !== owner)) throw foreignCursor();
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
  const jump = jumpOf(request, first);
  const after = placeAfter(request.after, 2, ([key, last]) => (isIdValue(last) ? [key, last] : null));
  const shown = filter.copy();
  if (jump) landing(shown, shape, jump, jump.isFromEnd ? `${name} desc, ${id} desc` : `${name}, ${id}`);
  if (after) shown.andPlace((value) => `(${name}, ${id}) > (${value(after[0])}::text, ${value(after[1])}::uuid)`);
  const rows = await tx.query<T & { nameKey: string }>(
    `select ${shape.columns}, ${name} as "nameKey" from ${shape.from} ${shown.where} order by ${name}, ${id} limit ${first + 1}`,
    shown.params,
    { isKept: !jump && shown.hasOnePlan },
  );
  return { ...pageOf(rows, first, (row) => [row.nameKey, row.id]), filter };
}

/** A column that a list can be ordered by. Rows that have nothing in it come last, in either direction. */
export interface OrderColumn {
  sql: string;
  type: 'text' | 'numeric' | 'timestamptz';
  /** Some rows have none; no time may be so. */
  isNullable?: boolean;
  /** What has to be joined to the list for it. */
  join?: string;
}

/** What a caller asks of a list that can be ordered by several columns. */
export interface OrderedRequest<TOrder extends string> extends PageRequest {
  /** Unless said, by name, or the newest first where a list has no names. */
  orderBy?: TOrder | null;
  descending?: boolean | null;
}

/** A page in the order that is asked for, and by the ID among equal ones. */
export function pageInOrder<T extends { id: string }, TOrder extends string = string>(
  tx: Tx,
  shape: ListShape,
  filter: SqlFilter,
  { orderBy, descending, ...request }: OrderedRequest<TOrder | 'name'>,
  columns: Readonly<Record<TOrder, OrderColumn>>,
): Promise<Page<T>> {
  const name: OrderColumn = { sql: `${shape.alias}.name_key`, type: 'text' };
  const isByName = !orderBy || orderBy === 'name';
  if (isByName && !descending) return pageByName<T>(tx, shape, filter, request);
  const column = isByName ? name : columns[orderBy];
  return pageByColumn<T>(tx, shape, filter, request, {
    ...column,
    tag: `${orderBy ?? 'name'} ${descending ? 'desc' : 'asc'}`,
    descending: descending ?? false,
  });
}

/** A page of a list that begins with the newest unless it is asked for in the order of a column. */
export function pageNewestOr<T extends { id: string }, TOrder extends string>(
  tx: Tx,
  shape: ListShape,
  filter: SqlFilter,
  { orderBy, descending, ...request }: OrderedRequest<TOrder>,
  columns: Readonly<Record<TOrder, OrderColumn>>,
): Promise<Page<T>> {
  if (!orderBy) return pageByNewest<T>(tx, shape, filter, request);
  const isDescending = descending ?? false;
  const tag = `${orderBy} ${isDescending ? 'desc' : 'asc'}`;
  return pageByColumn<T>(tx, shape, filter, request, { ...columns[orderBy], tag, descending: isDescending });
}

async function pageByColumn<T extends { id: string }>(
  tx: Tx,
  { columns, from: table, alias }: ListShape,
  filter: SqlFilter,
  request: PageRequest,
  { sql, type, isNullable = false, join = '', tag, descending }: OrderColumn & { tag: string; descending: boolean },
): Promise<Page<T>> {
  const first = firstOf(request.first);
  const jump = jumpOf(request, first);
  const shape = { columns, alias, from: `${table} ${join}` };
  // False comes before true, so that this puts the empty ones last.
  const isLast = isNullable ? `(${sql} is ${descending ? 'not ' : ''}null)` : 'false';
  const key = isNullable ? `coalesce(${sql}, ${type === 'text' ? `''` : '0'})` : sql;
  const keys = [...(isNullable ? [isLast] : []), key, `${alias}.id`];
  const order = (isReversed: boolean) => keys.map((one) => (isReversed ? `${one} desc` : one)).join(', ');
  const after = placeAfter(request.after, 4, ([of, last, value, id]) =>
    of === tag && typeof last === 'boolean' && typeof value === 'string' && keyForms[type].test(value) && isIdValue(id)
      ? { last, value, id }
      : null,
  );
  const shown = filter.copy();
  if (jump) landing(shown, shape, jump, order(jump.isFromEnd !== descending));
  if (after)
    shown.andPlace((value) => {
      const place = [`${value(after.value)}::${type}`, `${value(after.id)}::uuid`];
      if (isNullable) place.unshift(`${value(after.last)}::boolean`);
      return `(${keys.join(', ')}) ${descending ? '<' : '>'} (${place.join(', ')})`;
    });
  const rows = await tx.query<T & { orderKey: string; isLast: boolean }>(
    `select ${columns}, ${key}::text as "orderKey", ${isLast} as "isLast" from ${shape.from} ${shown.where}
     order by ${order(descending)} limit ${first + 1}`,
    shown.params,
  );
  return { ...pageOf(rows, first, (row) => [tag, row.isLast, row.orderKey, row.id]), filter };
}

/** What a cursor may hold, so that PostgreSQL can read it. */
const keyForms: Readonly<Record<OrderColumn['type'], RegExp>> = {
  text: /^/,
  numeric: /^-?\d{1,30}(\.\d{1,30})?$/,
  timestamptz: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/,
};

/** A page with the newest first, by ID (UUIDv7 sorts by time). */
async function pageByNewest<T extends { id: string }>(
  tx: Tx,
  shape: ListShape,
  filter: SqlFilter,
  request: PageRequest,
): Promise<Page<T>> {
  const first = firstOf(request.first);
  const id = `${shape.alias}.id`;
  const jump = jumpOf(request, first);
  const after = idAfter(request.after);
  const shown = filter.copy();
  if (jump) landing(shown, shape, jump, jump.isFromEnd ? id : `${id} desc`);
  if (after) shown.andPlace((value) => `${id} < ${value(after)}::uuid`);
  const rows = await tx.query<T>(
    `select ${shape.columns} from ${shape.from} ${shown.where} order by ${id} desc limit ${first + 1}`,
    shown.params,
    { isKept: !jump && shown.hasOnePlan },
  );
  return { ...pageOf(rows, first, (row) => [row.id]), filter };
}

/** A page that begins anywhere in a list: which rows of it are read, counted from the nearer end. */
export interface Jump {
  isFromEnd: boolean;
  skipped: number;
  /** With the one too many that says whether there is more. */
  count: number;
}

/** Null for a page that begins with the list or after a cursor. Throws AppError "invalid_input" for both at once. */
export function jumpOf({ after, offset }: PageRequest, first: number): Jump | null {
  if (!offset) return null;
  if (after)
    throw new AppError('invalid_input', 'Ask for a page with "after" or with "offset", not with both.', {
      field: 'offset',
    });
  if (offset > 0) return { isFromEnd: false, skipped: offset, count: first + 1 };
  const count = Math.min(-offset, first + 1);
  return { isFromEnd: true, skipped: -offset - count, count };
}

/** Goes along the list's own index and reads nothing of the rows that are skipped. */
function landing(shown: SqlFilter, { alias, from }: ListShape, { skipped, count }: Jump, order: string): void {
  const { where } = shown;
  shown.andPlace(
    (value) =>
      `${alias}.id in (select ${alias}.id from ${from} ${where} order by ${order} limit ${value(count)}::int offset ${value(skipped)}::int)`,
  );
}

export async function countOf(tx: Tx, shape: Pick<ListShape, 'from'>, filter: SqlFilter): Promise<number> {
  const rows = await tx.query<{ n: number }>(
    `select count(*)::int as n from ${shape.from} ${filter.where}`,
    filter.params,
  );
  return rows[0]?.n ?? 0;
}
