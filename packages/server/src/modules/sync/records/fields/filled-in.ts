import { requiredThere } from '../../messages/filled-in.messages.ts';
import { type AnyFieldTable, type Written, wordOf } from './field-table.ts';
import { isNothing } from './is-nothing.ts';

/** A value in a record that is sent, which nobody entered here and ConnectWise cannot do without, or the settings say. */
export interface FilledIn {
  /** The property that holds it. */
  path: string;
  word: string;
  value: unknown;
  because: string;
}

/** The body completed with what it does not say yet; nothing of an empty value. */
export function completed<B extends { body: Record<string, unknown>; filled: readonly FilledIn[] }>(
  made: B,
  fills: readonly FilledIn[],
): B {
  const due = fills.filter(({ path, value }) => !isNothing(value) && isNothing(made.body[path]));
  const values = Object.fromEntries(due.map(({ path, value }) => [path, value]));
  const own = Object.entries(made.body).filter(([path]) => !(path in values));
  return { ...made, body: { ...values, ...Object.fromEntries(own) }, filled: [...made.filled, ...due] };
}

/** What a writer gives for a field that is empty here, in a property that no other field with a value stands in, and what it says itself. */
export function filledBy(table: AnyFieldTable, field: string, values: object, written: Written): FilledIn[] {
  if (!('set' in written)) return [];
  const { set, fillsIn = {} } = written;
  const isOthers = (path: string) =>
    Object.entries(table).some(
      ([other, { place }]) =>
        other !== field && !isNothing(Reflect.get(values, other)) && place.paths.some((one) => one === path),
    );
  const isEmpty = isNothing(Reflect.get(values, field));
  return Object.entries(set).flatMap(([path, value]) => {
    const filled = fillsIn[path] ?? (isEmpty && path !== 'customFields' && !isOthers(path) ? field : null);
    return isNothing(value) || filled === null
      ? []
      : [{ path, word: wordOf(table, filled), value, because: requiredThere() }];
  });
}

/** Told once, where several fields write one property. */
export const withoutTold = (told: readonly FilledIn[], more: readonly FilledIn[]): FilledIn[] =>
  more.filter(({ path }) => !told.some((one) => one.path === path));
