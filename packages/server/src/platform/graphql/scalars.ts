import { GraphQLError, GraphQLScalarType, Kind, type ValueNode, valueFromASTUntyped } from 'graphql';

const refuse = (what: string, value: unknown): never => {
  throw new GraphQLError(`${what}; got ${JSON.stringify(value)?.slice(0, 60) ?? 'nothing'}.`, {
    extensions: { code: 'invalid_input' },
  });
};

/** A scalar whose literals and variables are read by one function. */
function textScalar<T>(
  name: string,
  description: string,
  read: (value: unknown) => T,
  write: (value: unknown) => string,
) {
  return new GraphQLScalarType<T, string>({
    name,
    description,
    parseValue: read,
    serialize: write,
    parseLiteral: (node: ValueNode) => {
      if (node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT) return read(node.value);
      return read(null);
    },
  });
}

const calendarDay = /^\d{4}-\d{2}-\d{2}$/;

function readDay(value: unknown): string {
  const at = typeof value === 'string' && calendarDay.test(value) ? new Date(`${value}T00:00:00Z`) : null;
  // An impossible day such as 2026-02-31 rolls over into another one.
  if (!at || Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== value)
    return refuse('A date is written 2026-04-30', value);
  return value;
}

/** Calendar date; 'YYYY-MM-DD' text in code. */
export const DateScalar = textScalar('Date', 'Calendar date without time or zone: 2026-04-30.', readDay, (value) =>
  value instanceof Date ? value.toISOString().slice(0, 10) : readDay(value),
);

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

function readInstant(value: unknown): Date {
  const at = typeof value === 'string' && instant.test(value) ? new Date(value) : null;
  if (!at || Number.isNaN(at.getTime())) return refuse('A time is written 2026-04-30T12:00:00Z, with its zone', value);
  return at;
}

/** Instant; Date in code. */
export const DateTimeScalar = textScalar(
  'DateTime',
  'Instant in UTC: 2026-04-30T12:00:00.000Z.',
  readInstant,
  (value) => (value instanceof Date ? value : readInstant(value)).toISOString(),
);

const decimal = /^[+-]?\d{1,30}(\.\d{1,20})?$/;

function readDecimal(value: unknown): string {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  if (typeof text !== 'string' || !decimal.test(text)) return refuse('A decimal number is text like "1234.56"', value);
  return text;
}

/** Decimal; text in code, as PostgreSQL's numeric is read. */
export const DecimalScalar = textScalar(
  'Decimal',
  'Decimal number as text, never rounded on the way: "1234.56".',
  readDecimal,
  (value) => (typeof value === 'object' && value !== null && 'toFixed' in value ? String(value) : readDecimal(value)),
);

/** Any JSON value, as it is. */
export const JsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description: 'Any JSON value.',
  parseValue: (value) => value,
  serialize: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});
