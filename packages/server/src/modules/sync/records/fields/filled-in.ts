import { longerThanThere, requiredThere } from '../../messages/filled-in.messages.ts';
import { wireLine } from '../wire-text.rules.ts';
import { type AnyFieldTable, type Written, wordOf } from './field-table.ts';
import { isNothing } from './is-nothing.ts';

/** A value in a record that is sent, which nobody entered here and ConnectWise cannot do without, or the settings say. */
export interface FilledIn {
  /** The property that holds it. */
  path: string;
  word: string;
  value: unknown;
  because: string;
  /** Somebody entered a longer text, of which it is the beginning. */
  isCut?: true;
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

/** What a writer gives for a field that is empty here, in a property that no other field with a value stands in, what it says itself, and what it cuts. */
export function filledBy(table: AnyFieldTable, field: string, values: object, written: Written): FilledIn[] {
  if (!('set' in written)) return [];
  const { set, fillsIn = {} } = written;
  const isOthers = (path: string) =>
    Object.entries(table).some(
      ([other, { place }]) =>
        other !== field && !isNothing(Reflect.get(values, other)) && place.paths.some((one) => one === path),
    );
  const isEmpty = isNothing(Reflect.get(values, field));
  const filled = Object.entries(set).flatMap(([path, value]) => {
    const stands = fillsIn[path] ?? (isEmpty && path !== 'customFields' && !isOthers(path) ? field : null);
    return isNothing(value) || stands === null
      ? []
      : [{ path, word: wordOf(table, stands), value, because: requiredThere() }];
  });
  return [...filled, ...cutBy(table, field, Reflect.get(values, field), { set, fillsIn })];
}

/** The beginning of a text that is longer than ConnectWise takes, unless another property of the field holds the whole. */
function cutBy(
  table: AnyFieldTable,
  field: string,
  value: unknown,
  { set, fillsIn }: { set: Readonly<Record<string, unknown>>; fillsIn: Readonly<Record<string, string>> },
): FilledIn[] {
  const path = table[field]?.place.paths[0];
  const whole = textOf(value);
  const sent = textOf(set[path ?? '']);
  if (path === undefined || whole === undefined || sent === undefined || sent === whole || !whole.startsWith(sent))
    return [];
  const isWhole = Object.entries(set).some(([other, text]) => !(other in fillsIn) && textOf(text) === whole);
  return isWhole ? [] : [{ path, word: wordOf(table, field), value: sent, because: longerThanThere(), isCut: true }];
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? wireLine(value) : undefined);

/** Told once, where several fields write one property. */
export const withoutTold = (told: readonly FilledIn[], more: readonly FilledIn[]): FilledIn[] =>
  more.filter(({ path }) => !told.some((one) => one.path === path));
