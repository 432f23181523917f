import type { ReferenceKind } from '@causeway/shared/vocabulary';
import type { PulledEntity } from '../../../links/link.ts';
import { noActiveOption, notThereYet } from '../../messages/not-sent.messages.ts';
import { decimal, line, lines, longest, requiredLine } from '../text.rules.ts';
import { cut, wireLine } from '../wire-text.rules.ts';
import type { Field, FieldValue, Out, WriteContext, Written } from './field-table.ts';

/** Builders of the usual fields. What a table cannot say stays a named function beside it, handed in as `write` or named in `in`. */

/** In and out, emptied too. */
export const bothWays: Out = { create: true, update: true, clear: 'remove' };
/** In and out; emptied here it stays there, because. */
export const neverEmpty = (because: string): Out => ({ create: true, update: true, clear: { not: because } });
/** Out with a new record only. */
export const onlyOnCreate = (because: string): Out => ({
  create: true,
  update: false,
  clear: { not: because },
  because,
});
/** In only. */
export const neverSent = (because: string): Out => ({ create: false, update: false, clear: { not: because }, because });

interface TextOptions {
  max?: number;
  required?: boolean;
  /** Longest that is taken in. */
  longest?: number;
  /** What to call it in a sentence about ConnectWise's record, where its label is not ConnectWise's word. */
  word?: string;
  /** Sent shortened instead of not at all: the whole text stands here. */
  cut?: boolean;
  /** Line breaks stay. */
  multiline?: boolean;
  out?: Out;
}

type More = Pick<Field, 'owner' | 'comesBack' | 'derived'>;

/** A text in a property of its own. */
export function text<const P extends string, const C extends string>(
  label: string,
  column: C,
  path: P,
  { max, required, out = bothWays, ...options }: TextOptions & More = {},
) {
  const word = options.word ?? label.toLowerCase();
  const { owner, comesBack } = options;
  return {
    label,
    column,
    type: 'text' as const,
    place: { kind: 'scalar' as const, paths: [path] as const, ...(max ? { max } : {}), required: required ?? false },
    in: {
      read: (remote: object): FieldValue => {
        const value = textAt(remote, path);
        if (required) return requiredLine(value, word, options.longest ?? longest.name);
        return options.multiline ? lines(value, word) : line(value, word, options.longest);
      },
    },
    out,
    ...(owner ? { owner } : {}),
    ...(comesBack ? { comesBack } : {}),
    write: textWriter(column, path, { ...options, required: required ?? false, ...(max ? { max } : {}) }),
  };
}

const textWriter =
  (column: string, path: string, options: TextOptions) =>
  (fields: object): Written => {
    const value = textAt(fields, camel(column));
    const clean = options.multiline ? value?.trim() || undefined : wireLine(value);
    return { set: { [path]: clean && options.max && options.cut ? cut(clean, options.max) : clean } };
  };

/** A yes or no; `inverted` where ConnectWise says the opposite. Where ConnectWise says nothing it is `absent`. */
export function flag<const P extends string, const C extends string>(
  label: string,
  column: C,
  path: P,
  { inverted = false, absent = inverted, out = bothWays }: { inverted?: boolean; absent?: boolean; out?: Out } = {},
) {
  return {
    label,
    column,
    type: 'boolean' as const,
    place: { kind: 'scalar' as const, paths: [path] as const },
    in: {
      read: (remote: object): FieldValue => {
        const value: unknown = Reflect.get(remote, path);
        return typeof value === 'boolean' ? value !== inverted : absent;
      },
    },
    out,
    write: (fields: object): Written => ({
      set: { [path]: (Reflect.get(fields, camel(column)) === true) !== inverted },
    }),
  };
}

/** An amount; decimal text here, a number there. */
export function amount<R extends object, const P extends string, const C extends string>(
  label: string,
  column: C,
  path: P,
  read: (remote: R) => number | null | undefined,
) {
  return {
    label,
    column,
    type: 'numeric' as const,
    place: { kind: 'scalar' as const, paths: [path] as const },
    in: { read: (remote: R): FieldValue => decimal(read(remote)) },
    out: bothWays,
    write: (fields: object): Written => ({ set: { [path]: Number(Reflect.get(fields, camel(column)) ?? 0) } }),
  };
}

/** Another synced record. */
export function reference<const P extends string, const C extends string>(
  label: string,
  column: C,
  path: P,
  to: PulledEntity,
  options: { required?: boolean; out: Out },
) {
  return {
    label,
    column,
    type: 'uuid' as const,
    place: { kind: 'reference' as const, paths: [path] as const, to, required: options.required ?? false },
    in: { read: (remote: object): FieldValue => idAt(remote, path) },
    out: options.out,
    write: (fields: object, context: WriteContext): Written => {
      const localId = textAt(fields, camel(column));
      const remoteId = localId === null ? undefined : context.remoteIdOf(to, localId);
      if (remoteId === undefined) return { not: notThereYet(label.toLowerCase()) };
      return { set: { [path]: { id: remoteId } } };
    },
  };
}

/** An entry of one of ConnectWise's lists, kept here by its name. */
export function choice<const P extends string, const C extends string>(
  label: string,
  column: C,
  path: P,
  list: ReferenceKind,
  options: { out?: Out; max?: number } & More = {},
) {
  return {
    label,
    column,
    type: 'text' as const,
    place: { kind: 'choice' as const, paths: [path] as const, list },
    in: {
      read: (remote: object): FieldValue => line(nameAt(remote, path), label.toLowerCase()),
    },
    out: options.out ?? bothWays,
    ...(options.comesBack ? { comesBack: options.comesBack } : {}),
    write: (fields: object, { lists }: WriteContext): Written => {
      const value = textAt(fields, camel(column));
      if (!value?.trim()) return { set: { [path]: undefined } };
      const found = entryNamed(lists[list], value);
      return found
        ? { set: { [path]: { id: Number(found.remoteId) } } }
        : { not: noActiveOption(label.toLowerCase(), value), lacks: list };
    },
  };
}

/** The active entry of a list with this name, in any case. */
export function entryNamed<E extends { label: string; isActive: boolean; flags?: { identifier?: string | null } }>(
  rows: readonly E[] | undefined,
  name: string,
): E | undefined {
  const wanted = name.trim().toLowerCase();
  const active = rows?.filter((row) => row.isActive);
  return (
    active?.find((row) => row.label.trim().toLowerCase() === wanted) ??
    active?.find((row) => row.flags?.identifier?.toLowerCase() === wanted)
  );
}

export const camel = (column: string): string =>
  column.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());

const textAt = (of: object, path: string): string | null => {
  const value: unknown = Reflect.get(of, path);
  return typeof value === 'string' ? value : null;
};

function nameAt(of: object, path: string): string | null {
  const value: unknown = Reflect.get(of, path);
  return typeof value === 'object' && value !== null ? textAt(value, 'name') : null;
}

function idAt(of: object, path: string): string | null {
  const value: unknown = Reflect.get(of, path);
  const id: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'id') : undefined;
  return id === undefined || id === null ? null : String(id);
}
