import { anything, dateTime, type Loose, list, object, type Shape, text, withId } from './shape.ts';

/** Who changed a record last, and when. Present on every record unless `fields` left it out (then the time is lost: list `_info`). */
export const info = object({ lastUpdated: dateTime, updatedBy: text, dateEntered: dateTime, enteredBy: text });

/** A reference to another record. Companies, members and catalog items carry `identifier`; most others only `name`. */
export const reference = withId(object({ name: text, identifier: text }));

/** One entry of `customFields`: all fields that are defined for the screen come, with `value: null` when empty. */
export const customFieldValue = withId(object({ caption: text, type: text, value: anything }));
export const customFields = list(customFieldValue);

export interface WireInfo {
  lastUpdated?: string | null;
  updatedBy?: string | null;
  dateEntered?: string | null;
  enteredBy?: string | null;
}

export interface WireReference {
  id: number;
  name?: string | null;
  identifier?: string | null;
}

export interface WireCustomField {
  id: number;
  caption?: string | null;
  type?: string | null;
  value?: unknown;
}

/** What every record has. */
export interface WireRecord {
  id: number;
  _info?: WireInfo | null;
}

/** How one kind of record is fetched and understood. */
export interface Wire<T> {
  /** ConnectWise's own word, lowerCamel singular, as in its error messages: `company`, `catalogItem`. */
  readonly resource: string;
  /** Path below `apis/3.0`, e.g. `/company/companies`; `{parentId}` stands for the parent's ID. */
  readonly path: string;
  /** The properties that are read, to be asked for by `fields`: an answer is several times smaller then. `id` and `_info` come anyway. */
  readonly fields: readonly string[];
  /** Checks one record, without copying it. */
  readonly parse: (raw: unknown) => Parsed<T>;
}

export type Parsed<T> = { record: T } | { reason: string; id: number | null };

/** A record that could not be understood; the rest of its page is not touched by it. */
export interface InvalidRecord {
  id: number | null;
  reason: string;
  raw: unknown;
}

export type WireOf<W> = W extends Wire<infer T> ? T : never;

/** Describes a record: an ID and `_info`, which all have, plus the properties that this product reads. */
export function wire<S extends Shape>(resource: string, path: string, shape: S): Wire<WireRecord & Loose<S>> {
  const check = object({ ...shape, _info: info });
  return {
    resource,
    path,
    fields: Object.keys(shape),
    parse: (raw) => {
      const id = idOf(raw);
      if (id === null) return { reason: 'id: expected a whole number', id: null };
      const fault = check(raw);
      // The check has just seen that it has the shape.
      return fault === null ? { record: raw as WireRecord & Loose<S> } : { reason: String(fault), id };
    },
  };
}

/** Splits a list into records and those that could not be understood; order is kept. */
export function parseAll<T>(kind: Wire<T>, raws: readonly unknown[]): { records: T[]; invalid: InvalidRecord[] } {
  const records: T[] = [];
  const invalid: InvalidRecord[] = [];
  for (const raw of raws) {
    const parsed = kind.parse(raw);
    if ('record' in parsed) records.push(parsed.record);
    else invalid.push({ ...parsed, raw });
  }
  return { records, invalid };
}

/** The ID of whatever came, or null. */
export function idOf(raw: unknown): number | null {
  if (typeof raw !== 'object' || raw === null || !('id' in raw)) return null;
  return typeof raw.id === 'number' && Number.isSafeInteger(raw.id) ? raw.id : null;
}
