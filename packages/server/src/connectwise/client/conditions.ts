/** A value in a condition. Dates are sent in UTC with whole seconds: fractions and offsets are refused by ConnectWise. */
export type ConditionValue = string | number | boolean | Date | null;

/** A text that ConnectWise's conditions cannot express; compare the records here instead. */
export class ConditionError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConditionError';
  }
}

/** `company/id=250`, `name="Acme"`, `closedFlag=True`, `closedDate=null`. Throws ConditionError for a text that cannot be written. */
export const equals = (field: string, value: ConditionValue): string => `${name(field)}=${literal(value)}`;

export const differs = (field: string, value: ConditionValue): string => `${name(field)}!=${literal(value)}`;

export const greater = (field: string, value: number | Date): string => `${name(field)}>${literal(value)}`;

export const less = (field: string, value: number | Date): string => `${name(field)}<${literal(value)}`;

/** At `at` or later. Written with `>` and a second less, because whole seconds are all there is and `>=` fails on some servers. */
export const since = (field: string, at: Date): string =>
  `${name(field)}>${literal(new Date(Math.floor(at.getTime() / 1000) * 1000 - 1000))}`;

/** The field holds this text somewhere. */
export const contains = (field: string, value: string): string => `${name(field)} contains ${literal(value)}`;

/** The field looks like this; `*` stands for any run of characters (connectwise-api.md §2.4). */
export const like = (field: string, pattern: string): string => `${name(field)} like ${literal(pattern)}`;

/** `id in (1,2,3)`. At most IN_BATCH values: see `batchesOf`. */
export function oneOf(field: string, values: readonly (string | number)[]): string {
  if (values.length === 0) throw new ConditionError(`The list for "${field}" is empty.`);
  return `${name(field)} in (${values.map(literal).join(',')})`;
}

/** All of them; parts that are undefined are left out. Undefined when nothing remains. */
export const every = (...parts: (string | undefined)[]): string | undefined => join(parts, ' and ');

/** Any of them, in brackets. */
export const some = (...parts: (string | undefined)[]): string | undefined => join(parts, ' or ');

/** Whether a text can be compared by conditions at all. */
export function canExpress(value: string): boolean {
  return !control.test(value) && !(value.includes('"') && value.includes("'"));
}

/** Longest list that keeps the address below 2,000 characters. */
export const IN_BATCH = 100;

/** Cuts a list into batches for `oneOf`: at most `size` values and `maxLength` characters once they stand in the URL. */
export function batchesOf<T extends string | number>(values: readonly T[], size = IN_BATCH, maxLength = 1_400): T[][] {
  const batches: T[][] = [];
  let batch: T[] = [];
  let length = 0;
  for (const value of values) {
    const cost = encodeURIComponent(literal(value)).length + 3;
    if (batch.length > 0 && (batch.length >= size || length + cost > maxLength)) {
      batches.push(batch);
      batch = [];
      length = 0;
    }
    batch.push(value);
    length += cost;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}

const fieldPath = /^[A-Za-z_]\w*(\/[A-Za-z_]\w*)*$/;

function name(field: string): string {
  if (!fieldPath.test(field)) throw new ConditionError(`"${field}" is not a field name.`);
  return field;
}

const control = /\p{Cc}/u;

function literal(value: ConditionValue): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value instanceof Date) return `[${wholeSeconds(value)}]`;
  if (typeof value === 'string') return quoted(value);
  if (!Number.isFinite(value)) throw new ConditionError(`${value} cannot stand in a condition.`);
  return String(value);
}

function wholeSeconds(at: Date): string {
  if (Number.isNaN(at.getTime())) throw new ConditionError('The date is not valid.');
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** There is no escape for a quote inside quotes: the other kind is used (Developer Guide). A literal [ is written [[]. */
function quoted(value: string): string {
  if (control.test(value))
    throw new ConditionError('A text with control characters cannot be compared in ConnectWise.');
  const escaped = value.replaceAll('[', '[[]');
  if (!value.includes('"')) return `"${escaped}"`;
  if (!value.includes("'")) return `'${escaped}'`;
  throw new ConditionError('A text with both kinds of quotes cannot be compared in ConnectWise.');
}

function join(parts: (string | undefined)[], word: string): string | undefined {
  const given = parts.filter((part) => part !== undefined && part !== '');
  if (given.length === 0) return undefined;
  return given.length === 1 ? given[0] : given.map((part) => `(${part})`).join(word);
}
