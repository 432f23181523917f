/**
 * Checks of what ConnectWise sends, made for pages of 1,000 records: nothing is copied, unknown properties stay (added fields are not a
 * breaking change: Developer Guide), and only the fields that this product reads are looked at. Empty properties are absent or null, so each is optional.
 * (A schema library costs as much as parsing the JSON itself here; these checks cost a tenth of it.)
 */
export interface Check<T> {
  /** Null when `value` is a T, else what is wrong, in words for a person: "name: expected text, got a number". */
  (value: unknown, at: string): string | null;
  /** Only for the type checker. */
  readonly is?: T;
}

export type Checked<C> = C extends Check<infer T> ? T : never;

export type Shape = Record<string, Check<unknown>>;

/** An object with these properties, each of them possibly absent or null, and maybe others. */
export type Loose<S extends Shape> = { [K in keyof S]?: Checked<S[K]> | null };

export const text: Check<string> = (value, at) => (typeof value === 'string' ? null : wrong('text', value, at));

export const number: Check<number> = (value, at) =>
  typeof value === 'number' && Number.isFinite(value) ? null : wrong('a number', value, at);

export const flag: Check<boolean> = (value, at) =>
  typeof value === 'boolean' ? null : wrong('true or false', value, at);

/** For what has more than one shape in the wild; the reader narrows it. */
export const anything: Check<unknown> = () => null;

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** UTC date-time `2026-06-04T17:14:20Z`; date-only fields come as midnight UTC and must not be shifted. */
export const dateTime: Check<string> = (value, at) =>
  typeof value === 'string' && instant.test(value) && !Number.isNaN(Date.parse(value))
    ? null
    : wrong('a date and time in UTC', value, at);

export const list =
  <T>(item: Check<T>): Check<T[]> =>
  (value, at) => {
    if (!Array.isArray(value)) return wrong('a list', value, at);
    for (let i = 0; i < value.length; i++) {
      const problem = item(value[i], `${at}[${i}]`);
      if (problem !== null) return problem;
    }
    return null;
  };

export const object = <S extends Shape>(shape: S): Check<Loose<S>> => {
  const fields = Object.entries(shape);
  return (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong('an object', value, at);
    const properties: Record<string, unknown> = value as Record<string, unknown>;
    for (const [name, check] of fields) {
      const property = properties[name];
      if (property === undefined || property === null) continue;
      const problem = check(property, at === '' ? name : `${at}.${name}`);
      if (problem !== null) return problem;
    }
    return null;
  };
};

const wrong = (expected: string, value: unknown, at: string): string =>
  `${at === '' ? 'The record' : at}: expected ${expected}, got ${kindOf(value)}`;

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return `the text "${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
  return typeof value === 'object' ? 'an object' : `the ${typeof value} ${String(value)}`;
}
