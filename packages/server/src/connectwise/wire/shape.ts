/**
 * Checks of what ConnectWise sends, made for pages of 1,000 records: nothing is copied, unknown properties stay (added fields are not a
 * breaking change: Developer Guide), and only the fields that this product reads are looked at. Empty properties are absent or null, so each is optional;
 * a blank reference (`"site": {}`, what a weak security role is shown) becomes null in place, so that no reader takes it for one, and its property is
 * named in `_blank`: it says nothing, while an emptied one comes absent or null.
 * (A schema library costs as much here as parsing the JSON; these checks cost a fraction of it.)
 */
export interface Check<T> {
  /** Null when `value` is a T. */
  (value: unknown): Fault | null;
  /** Whether the value stands for nothing, so that it is read as if it were not there. */
  readonly isBlank?: (value: unknown) => boolean;
  /** Only for the type checker. */
  readonly is?: T;
}

/** What is wrong, and where: the path grows on the way out, so that good records cost no texts. */
export class Fault {
  private path = '';

  constructor(
    private readonly expected: string,
    private readonly got: unknown,
  ) {}

  /** The same fault, seen from the object that holds it. */
  in(step: string | number): this {
    const separator = this.path === '' || this.path.startsWith('[') ? '' : '.';
    this.path = `${typeof step === 'number' ? `[${step}]` : step}${separator}${this.path}`;
    return this;
  }

  /** In words for a person: "name: expected text, got the number 5". */
  toString(): string {
    return `${this.path || 'The record'}: expected ${this.expected}, got ${kindOf(this.got)}`;
  }
}

export type Checked<C> = C extends Check<infer T> ? T : never;

export type Shape = Record<string, Check<unknown>>;

/** An object with these properties, each of them possibly absent or null, and maybe others. */
export type Loose<S extends Shape> = { [K in keyof S]?: Checked<S[K]> | null };

export const text: Check<string> = (value) => (typeof value === 'string' ? null : new Fault('text', value));

export const number: Check<number> = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? null : new Fault('a number', value);

export const flag: Check<boolean> = (value) => (typeof value === 'boolean' ? null : new Fault('true or false', value));

/** For what has more than one shape in the wild; the reader narrows it. */
export const anything: Check<unknown> = () => null;

const instant = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/;

/** UTC date-time `2026-06-04T17:14:20Z`; date-only fields come as midnight UTC and must not be shifted. */
export const dateTime: Check<string> = (value) =>
  typeof value === 'string' && instant.test(value) ? null : new Fault('a date and time in UTC', value);

export const list =
  <T>(item: Check<T>): Check<T[]> =>
  (value) => {
    if (!Array.isArray(value)) return new Fault('a list', value);
    if (item.isBlank && value.some(item.isBlank)) removeFrom(value, item.isBlank);
    for (let i = 0; i < value.length; i++) {
      const fault = item(value[i]);
      if (fault !== null) return fault.in(i);
    }
    return null;
  };

export const object = <S extends Shape>(shape: S): Check<Loose<S>> => {
  const fields = Object.entries(shape).map(([name, check]) => ({ name, check }));
  return (value) => {
    if (!isObject(value)) return new Fault('an object', value);
    for (const { name, check } of fields) {
      const property = value[name];
      if (property === undefined || property === null) continue;
      if (check.isBlank?.(property)) {
        value[name] = null;
        markBlank(value, name);
        continue;
      }
      const length = Array.isArray(property) ? property.length : 0;
      const fault = check(property);
      if (fault !== null) return fault.in(name);
      if (Array.isArray(property) && property.length < length) markBlank(value, name);
    }
    return null;
  };
};

/** The same check for a record that is known by its ID; one without ID and name, as in `{}`, `{"id":0}` or `{"id":null,"_info":{}}`, is no reference at all. */
export function withId<T>(check: Check<T>): Check<T & { id: number }> {
  const checked: Check<T & { id: number }> = (value) =>
    check(value) ?? number(isObject(value) ? value.id : undefined)?.in('id') ?? null;
  return Object.assign(checked, { isBlank: isBlankReference });
}

/** Whether a property came blank, or a list with blank entries, so that nothing is known of what it holds. */
export const isBlank = (record: object, property: string): boolean => blankIn(record).includes(property);

/** The properties of an object that came blank. */
export function blankIn(record: object): readonly string[] {
  const names: unknown = Reflect.get(record, BLANK);
  return Array.isArray(names) ? names : [];
}

/** A property like any other, so that it stays where a page is kept as JSON. */
const BLANK = '_blank';

function markBlank(value: Record<string, unknown>, name: string): void {
  value[BLANK] = [...blankIn(value), name];
}

function isBlankReference(value: unknown): boolean {
  if (!isObject(value) || (typeof value.id === 'number' && value.id !== 0)) return false;
  for (const [name, property] of Object.entries(value))
    if (
      name !== '_info' &&
      !(name === 'id' && property === 0) &&
      property !== null &&
      property !== undefined &&
      property !== ''
    )
      return false;
  return true;
}

function removeFrom(values: unknown[], isBlank: (value: unknown) => boolean): void {
  const kept = values.filter((value) => !isBlank(value));
  values.splice(0, values.length, ...kept);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What came, in words for a person. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return `the text "${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
  return typeof value === 'object' ? 'an object' : `the ${typeof value} ${String(value)}`;
}
