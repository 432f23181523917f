import { noteLeftOut } from './left-out-filters.ts';

/**
 * Readers of a page's state in the URL. Whatever a page does not understand is left out and told, never an error.
 * Written by hand, since the routes are in the first thing that a browser loads and a schema library is not worth its size there.
 */
type Read<T> = (value: unknown) => T | undefined;

type SearchOf<TFields extends Record<string, Read<unknown>>> = { [K in keyof TFields]?: ReturnType<TFields[K]> };

/** Text that is not empty; the router hands out "4711" as a number. */
export const text: Read<string> = (value) => {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

export const flag: Read<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);

export const oneOf =
  <const TWord extends string>(...words: readonly TWord[]): Read<TWord> =>
  (value) =>
    words.find((word) => word === value);

/** Several words of a list, or one by itself; what is not among them is dropped. */
export const someOf =
  <const TWord extends string>(...words: readonly TWord[]): Read<TWord[]> =>
  (value) =>
    listOf(value, (one) => words.find((word) => word === one));

/** Several texts, or one by itself. */
export const texts: Read<string[]> = (value) => listOf(value, text);

function listOf<T extends string>(value: unknown, read: Read<T>): T[] | undefined {
  const given: unknown[] = Array.isArray(value) ? value.slice(0, 100) : [value];
  const known = given.map(read).filter((one) => one !== undefined);
  return known.length > 0 ? [...new Set(known)] : undefined;
}

/** A moment in ISO 8601 with its zone. */
export const moment: Read<string> = (value) => {
  const hasZone = typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value);
  return hasZone && !Number.isNaN(Date.parse(value)) ? value : undefined;
};

/** A day, YYYY-MM-DD. */
export const day: Read<string> = (value) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;

/** A path of this app, never of another site. */
export const ownPath: Read<string> = (value) =>
  typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined;

/** Reads a page's search; `leftOut` names what of it the page does not have, and values that do not fit. */
type SearchReader<T> = ((search: Record<string, unknown>) => T) & {
  leftOut(search: Record<string, unknown>): string[];
};

/** Reads the named parts of an address. */
export function searchOf<TFields extends Record<string, Read<unknown>>>(
  fields: TFields,
): SearchReader<SearchOf<TFields>> {
  const entries = Object.entries(fields);
  const read = (search: Record<string, unknown>) => {
    const named = entries.filter(([name]) => name in search).map(([name, read]) => [name, read(search[name])] as const);
    // Each entry holds what the reader of that name answered; one that was refused is there as `undefined` and overrides the refused value.
    return Object.fromEntries(named) as SearchOf<TFields>;
  };
  return Object.assign(read, { leftOut: (search: Record<string, unknown>) => notUnderstood(fields, search) });
}

/** For the routes: what of an address was left out is told above the page. */
export const fromAddress =
  <T>(read: SearchReader<T>) =>
  (search: Record<string, unknown>): T => {
    noteLeftOut(read.leftOut(search));
    return read(search);
  };

const MAX_TOLD = 5;
const MAX_WORD = 40;

/** "status=FOO": names that the page does not have, and values that those which it has do not take. */
function notUnderstood(fields: Record<string, Read<unknown>>, search: Record<string, unknown>): string[] {
  return Object.entries(search)
    .flatMap(([name, value]) => refused(fields[name], value).map((one) => `${name}=${String(one)}`))
    .slice(0, MAX_TOLD)
    .map((word) => (word.length > MAX_WORD ? `${word.slice(0, MAX_WORD)}…` : word));
}

/** What is empty narrows nothing, wherever it stands. */
function refused(read: Read<unknown> | undefined, value: unknown): unknown[] {
  const given: unknown[] = (Array.isArray(value) ? value : [value]).filter(
    (one) => one != null && one !== '' && one !== false,
  );
  if (!read) return given;
  const taken = read(value);
  if (taken === undefined) return given;
  return Array.isArray(taken) ? given.filter((one) => read(one) === undefined) : [];
}
