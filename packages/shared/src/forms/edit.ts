import { z } from 'zod';

type Values = Readonly<Record<string, unknown>>;
type Issue = { path: PropertyKey[]; message: string };

/** A check over several fields of a form; it runs only when one of `fields` was changed. */
export interface WholeCheck<T> {
  fields: readonly (keyof T)[];
  check: (value: T, refuse: (path: (string | number)[], message: string) => void) => void;
}

/**
 * A form for editing what is stored: only what differs from `stored` is checked. What came in by a sync (a website "n/a", two addresses in
 * one field, a name that is longer than the form allows) does not keep anybody from editing another field, and stands as it is.
 * Of a list, entries that are stored already pass as well. Anything but an object form is given back as it is.
 */
export function editForm<T>(form: z.ZodType<T>, stored: Values, whole?: WholeCheck<T>): z.ZodType<T> {
  if (!(form instanceof z.ZodObject)) return form;
  const shape: Shape = form.shape;
  return z.unknown().transform((input, context): T => {
    const given: Values = isValues(input) ? input : {};
    const changed = new Set(Object.keys(shape).filter((key) => !(key in stored) || !isSame(given[key], stored[key])));
    const issues: Issue[] = [];
    const value = Object.fromEntries(
      Object.entries(shape).map(([key, field]) => {
        const checked = changed.has(key) ? checkChanged(field, given[key], stored[key]) : keep(field, given[key]);
        issues.push(...checked.issues.map(({ path, message }) => ({ path: [key, ...path], message })));
        return [key, checked.value];
      }),
      // Each field was checked by its own part of the form, or is stored.
    ) as T;
    if (
      issues.length === 0 &&
      whole?.fields.some((field) => changed.has(String(field)) && given[String(field)] !== undefined)
    )
      whole.check(value, (path, message) => issues.push({ path, message }));
    for (const { path, message } of issues) context.addIssue({ code: 'custom', path, message });
    return value;
  });
}

type Checked = { value: unknown; issues: readonly Issue[] };

/** What stands already: clean text where it fits the form, else as it is. */
function keep(field: z.ZodType, value: unknown): Checked {
  const parsed = field.safeParse(value);
  if (parsed.success) return { value: parsed.data, issues: [] };
  const shape = entryShape(field);
  return { value: Array.isArray(value) ? value.map((entry) => ofForm(shape, entry)) : value, issues: [] };
}

function checkChanged(field: z.ZodType, value: unknown, stored: unknown): Checked {
  const parsed = field.safeParse(value);
  if (parsed.success) return { value: parsed.data, issues: [] };
  if (!Array.isArray(value) || !Array.isArray(stored)) return { value, issues: parsed.error.issues };
  return checkEntries(field, { value, stored, issues: parsed.error.issues });
}

/** Entries that are stored already pass, and a list that is too long may become shorter. */
function checkEntries(
  field: z.ZodType,
  list: { value: readonly unknown[]; stored: readonly unknown[]; issues: readonly z.core.$ZodIssue[] },
): Checked {
  const { value, stored } = list;
  const shape = entryShape(field);
  const known = new Set(stored.map((entry) => keyOf(ofForm(shape, entry))));
  const entries = value.map((entry) => ofForm(shape, entry));
  const isStored = entries.map((entry) => known.has(keyOf(entry)));
  const issues = list.issues.filter(({ path, code }) => {
    const [index] = path;
    if (typeof index === 'number') return !isStored[index];
    return code !== 'too_big' || value.length > stored.length;
  });
  return { value: entries, issues };
}

type Shape = Readonly<Record<string, z.ZodType>>;

/** The fields of an entry of a list; null when its entries are no objects. */
function entryShape(field: unknown): Shape | null {
  if (field instanceof z.ZodPipe) return entryShape(field.out);
  if (field instanceof z.ZodArray) return entryShape(field.element);
  return field instanceof z.ZodObject ? field.shape : null;
}

/** An entry with what the form knows of it: a browser's line carries a key and a name besides. */
const ofForm = (shape: Shape | null, entry: unknown): unknown =>
  shape && isValues(entry)
    ? Object.fromEntries(Object.entries(shape).map(([key, field]) => [key, keep(field, entry[key]).value]))
    : entry;

const isValues = (value: unknown): value is Values => typeof value === 'object' && value !== null;

/** Equal keys mean equal values. */
const keyOf = (value: unknown): string => JSON.stringify(normal(value));

const isSame = (a: unknown, b: unknown): boolean => keyOf(a) === keyOf(b);

/** Nothing, null and blanks are the same, and so is text with blanks around it; the order of an object's fields says nothing. */
function normal(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() || null;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (Array.isArray(value)) return value.map(normal);
  if (!isValues(value)) return value ?? null;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, one]) => [key, normal(one)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
