import { AppError } from '../errors.ts';
import { type Id, isId } from '../ids.ts';

/** The values of a row by which its list is ordered, last one unique. */
export type CursorValue = string | number | boolean | null;

/** The most items of a page, and how many there are when nothing is said. */
export const MAX_PAGE_SIZE = 200;
export const USUAL_PAGE = 50;

/** Characters of a cursor; one of the live stream names the transactions that still run. */
const LONGEST = 16_000;

/** The page size asked for. Throws AppError "invalid_input" outside 1 to 200, rather than answer another size silently. */
export function firstOf(first: number | null | undefined, otherwise = USUAL_PAGE): number {
  const size = first ?? otherwise;
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE_SIZE)
    throw new AppError('invalid_input', `Ask for 1 to ${MAX_PAGE_SIZE} items with "first"; got ${size}.`, {
      field: 'first',
    });
  return size;
}

export const encodeCursor = (values: readonly CursorValue[]): string =>
  Buffer.from(JSON.stringify(values), 'utf8').toString('base64url');

/** The values of a cursor that must have this many; null without a cursor. Throws AppError "invalid_input" on any other text. */
export function decodeCursor(
  cursor: string | null | undefined,
  count: number | readonly number[],
): CursorValue[] | null {
  if (cursor == null || cursor === '') return null;
  const values = parse(cursor);
  if (!Array.isArray(values) || ![count].flat().includes(values.length) || !values.every(isCursorValue))
    throw foreignCursor();
  return values;
}

/** Where a list goes on; null without a cursor. Throws AppError "invalid_input" where the values of the cursor name no place. */
export function placeAfter<T>(
  cursor: string | null | undefined,
  count: number,
  placeOf: (values: readonly CursorValue[]) => T | null,
): T | null {
  const values = decodeCursor(cursor, count);
  if (values === null) return null;
  const place = placeOf(values);
  if (place === null) throw foreignCursor();
  return place;
}

/** The ID in the cursor of a list that is ordered by it alone. */
export const idAfter = (cursor: string | null | undefined): Id | null =>
  placeAfter(cursor, 1, ([id]) => (isIdValue(id) ? id : null));

/** Microseconds and ID, of a list that is ordered by a time. */
export const timeAfter = (cursor: string | null | undefined): { at: string; id: Id } | null =>
  placeAfter(cursor, 2, ([at, id]) =>
    typeof at === 'string' && /^\d{1,18}$/.test(at) && isIdValue(id) ? { at, id } : null,
  );

export const isIdValue = (value: CursorValue | undefined): value is Id => typeof value === 'string' && isId(value);

/** A cursor that was not made by the list that it is handed to. */
export const foreignCursor = (): AppError =>
  new AppError('invalid_input', 'This cursor is not one of this list. Start again without "after".', {
    field: 'after',
  });

/** A page out of up to `first + 1` rows: the one too many only says that there is more. */
export function pageOf<T>(rows: readonly T[], first: number, cursorOf: (row: T) => readonly CursorValue[]) {
  const items = rows.slice(0, first);
  const last = items.at(-1);
  const pageInfo = {
    endCursor: last === undefined ? null : encodeCursor(cursorOf(last)),
    hasNextPage: rows.length > first,
  };
  // Made when they are asked for: most readers want the last one alone.
  cursors.set(pageInfo, () => items.map((item) => encodeCursor(cursorOf(item))));
  return { items, pageInfo };
}

const cursors = new WeakMap<object, () => string[]>();

/** The cursor of each item of a page, in their order; none for a page that nobody listed. */
export const cursorsOf = (pageInfo: object): string[] => cursors.get(pageInfo)?.() ?? [];

function parse(cursor: string): unknown {
  if (cursor.length > LONGEST) return null;
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

const isCursorValue = (value: unknown): value is CursorValue =>
  value === null ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  // PostgreSQL takes no NUL in a text.
  (typeof value === 'string' && !value.includes('\u0000'));
