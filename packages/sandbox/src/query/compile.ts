import { badRequest } from '../http/api-error.ts';
import type { Condition, Literal, Operator } from './condition.ts';
import type { Accessor } from './paths.ts';

export type Predicate = (row: { readonly [field: string]: unknown }) => boolean;

export interface CompileOptions {
  /** Texts compare without regard to case, as in the database below ConnectWise. */
  readonly ignoreCase: boolean;
  /** Sources conflict on fractional seconds in dates (§10); refused unless asked for. */
  readonly fractionalSeconds: boolean;
  readonly allowIn: boolean;
  readonly likePercent: boolean;
}

/** Turns a condition into a predicate. A comparison with an empty field is false, as in SQL; only `= null` finds it. */
export function compile(condition: Condition, find: (path: string) => Accessor, options: CompileOptions): Predicate {
  switch (condition.kind) {
    case 'and': {
      const all = condition.terms.map((term) => compile(term, find, options));
      return (row) => all.every((test) => test(row));
    }
    case 'or': {
      const any = condition.terms.map((term) => compile(term, find, options));
      return (row) => any.some((test) => test(row));
    }
    case 'compare':
      return compare(condition.path, condition.operator, condition.value, find(condition.path), options);
    case 'in': {
      if (!options.allowIn) throw badRequest('ApiFindCondition', 'The in operator can only be used in conditions.');
      const field = find(condition.path);
      const tests = condition.values.map((value) => compare(condition.path, '=', value, field, options));
      if (!condition.negated) return (row) => tests.some((test) => test(row));
      return (row) => !isEmpty(field.read(row)) && !tests.some((test) => test(row));
    }
    case 'contains':
    case 'like':
      return text(condition, find(condition.path), options);
  }
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';
const NEVER: Predicate = () => false;

function compare(
  path: string,
  operator: Operator,
  value: Literal,
  field: Accessor,
  options: CompileOptions,
): Predicate {
  if (value.kind === 'null') {
    if (operator === '=') return (row) => isEmpty(field.read(row));
    return operator === '!=' ? (row) => !isEmpty(field.read(row)) : NEVER;
  }
  if (field.type === 'reference')
    throw badRequest('ApiFindCondition', `${path.slice(0, 200)} is not a recognized name.`);
  if ((field.type === 'date') !== (value.kind === 'date')) throw unsupportedFormat(path);
  const wanted = wantedValue(path, value, field, options);
  // A value that cannot be of the field's type finds nothing; ConnectWise does not complain (§2.4).
  if (wanted === undefined) return operator === '!=' ? (row) => !isEmpty(field.read(row)) : NEVER;
  const holds = HOLDS[operator];
  const read = reader(field, options);
  return (row) => {
    const actual = read(row);
    return actual !== undefined && holds(actual, wanted);
  };
}

type Comparable = string | number | boolean;

const HOLDS: Record<Operator, (actual: Comparable, wanted: Comparable) => boolean> = {
  '=': (actual, wanted) => actual === wanted,
  '!=': (actual, wanted) => actual !== wanted,
  '<': (actual, wanted) => actual < wanted,
  '<=': (actual, wanted) => actual <= wanted,
  '>': (actual, wanted) => actual > wanted,
  '>=': (actual, wanted) => actual >= wanted,
};

function reader(
  field: Accessor,
  options: CompileOptions,
): (row: { readonly [field: string]: unknown }) => Comparable | undefined {
  const isText = field.type === 'text' || field.type === 'enum';
  return (row) => {
    const value = field.read(row);
    if (isEmpty(value)) return undefined;
    if (isText) return options.ignoreCase ? String(value).toLowerCase() : String(value);
    return value as Comparable;
  };
}

function wantedValue(
  path: string,
  value: Exclude<Literal, { kind: 'null' }>,
  field: Accessor,
  options: CompileOptions,
): Comparable | undefined {
  if (value.kind === 'date') return dateSeconds(path, value.text, options);
  const plain = value.kind === 'string' ? value.text : value.kind === 'number' ? value.number : value.boolean;
  switch (field.type) {
    case 'number':
      if (typeof plain === 'boolean' || plain === '') return undefined;
      return Number.isFinite(Number(plain)) ? Number(plain) : undefined;
    case 'bool':
      if (typeof plain === 'boolean') return plain;
      return /^(true|1)$/i.test(String(plain)) ? true : /^(false|0)$/i.test(String(plain)) ? false : undefined;
    case 'enum': {
      const known = field.values?.find((name) => name.toLowerCase() === String(plain).toLowerCase());
      if (!known) throw badRequest('ApiFindCondition', 'Enum value supplied was invalid');
      return options.ignoreCase ? known.toLowerCase() : known;
    }
    default: {
      const text = unbracketed(String(plain));
      return options.ignoreCase ? text.toLowerCase() : text;
    }
  }
}

function dateSeconds(path: string, text: string, options: CompileOptions): number {
  const pattern = options.fractionalSeconds
    ? /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{1,7})?Z?)?$/
    : /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ?)?$/;
  if (!pattern.test(text)) throw unsupportedFormat(path);
  const time = Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text.endsWith('Z') ? text : `${text}Z`);
  if (Number.isNaN(time)) throw unsupportedFormat(path);
  return time / 1000;
}

function unsupportedFormat(path: string) {
  return badRequest('UnsupportedFormat', `Unsupported format applied to ${path.slice(0, 200)}`);
}

function text(
  condition: Extract<Condition, { kind: 'contains' | 'like' }>,
  field: Accessor,
  options: CompileOptions,
): Predicate {
  if (field.type === 'reference') {
    throw badRequest('ApiFindCondition', `${condition.path.slice(0, 200)} is not a recognized name.`);
  }
  const matches = condition.kind === 'like' ? wildcard(condition.text, options) : containing(condition.text, options);
  return (row) => {
    const value = field.read(row);
    return !isEmpty(value) && matches(String(value)) !== condition.negated;
  };
}

function containing(part: string, options: CompileOptions): (text: string) => boolean {
  const wanted = unbracketed(part);
  if (!options.ignoreCase) return (value) => value.includes(wanted);
  const lower = wanted.toLowerCase();
  return (value) => value.toLowerCase().includes(lower);
}

/** `*` and `%` stand for any run of characters. Matching is greedy by segments, so it cannot run away on long texts. */
function wildcard(pattern: string, options: CompileOptions): (text: string) => boolean {
  const segments = pattern.split(options.likePercent ? /[*%]/ : '*').map((segment) => {
    const plain = unbracketed(segment);
    return options.ignoreCase ? plain.toLowerCase() : plain;
  });
  const first = segments[0] ?? '';
  const last = segments.at(-1) ?? '';
  return (value) => {
    const subject = options.ignoreCase ? value.toLowerCase() : value;
    if (segments.length === 1) return subject === first;
    if (!subject.startsWith(first)) return false;
    let at = first.length;
    for (const segment of segments.slice(1, -1)) {
      const found = subject.indexOf(segment, at);
      if (found < 0) return false;
      at = found + segment.length;
    }
    return subject.length - last.length >= at && subject.endsWith(last);
  };
}

/** A literal `[x]` is written `[[]x]` (Developer Guide). */
function unbracketed(text: string): string {
  return text.replaceAll('[[]', '[');
}
