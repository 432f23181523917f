import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLDateTimeISO, GraphQLJSON, GraphQLLocalDate } from 'graphql-scalars';

/** Fails with an example of how it is written, which says more than what the library makes of the value. */
function withExample<T>(example: string, value: unknown, read: () => T): T {
  try {
    return read();
  } catch {
    throw new GraphQLError(`${example}; got ${JSON.stringify(value)?.slice(0, 60) ?? 'nothing'}.`, {
      extensions: { code: 'invalid_input' },
    });
  }
}

const literalOf = (node: ValueNode): unknown => ('value' in node ? node.value : null);

/** As PostgreSQL writes the days that it holds. */
const writtenDay = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/;
const DAY = 'A date is written 2026-04-30';
const readDay = (value: unknown) => withExample(DAY, value, () => String(GraphQLLocalDate.parseValue(value)));

/** Calendar date; 'YYYY-MM-DD' text in code. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'Calendar date without time or zone: 2026-04-30.',
  parseValue: readDay,
  parseLiteral: (node) => readDay(literalOf(node)),
  serialize: (value) => {
    if (typeof value === 'string' && writtenDay.test(value)) return value;
    return value instanceof Date ? value.toISOString().slice(0, 10) : readDay(value);
  },
});

const INSTANT = 'A time is written 2026-04-30T12:00:00Z, with its zone';
const readInstant = (value: unknown) =>
  withExample(INSTANT, value, () => new Date(GraphQLDateTimeISO.parseValue(value)));

/** Instant; Date in code. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'Instant in UTC: 2026-04-30T12:00:00.000Z.',
  parseValue: readInstant,
  parseLiteral: (node) => readInstant(literalOf(node)),
  serialize: (value) =>
    value instanceof Date && !Number.isNaN(value.getTime())
      ? value.toISOString()
      : withExample(INSTANT, value, () => String(GraphQLDateTimeISO.serialize(value))),
});

const DECIMAL = 'A decimal number is text like "1234.56"';
const decimal = /^[+-]?\d{1,30}(\.\d{1,20})?$/;

function readDecimal(value: unknown): string {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  return withExample(DECIMAL, value, () => {
    if (typeof text !== 'string' || !decimal.test(text)) throw new RangeError('not a decimal');
    return text;
  });
}

/** Decimal; text in code, as PostgreSQL's numeric is read. The library knows none: its numbers are floating. */
export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description: 'Decimal number as text, never rounded on the way: "1234.56".',
  parseValue: readDecimal,
  parseLiteral: (node) =>
    readDecimal(node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : null),
  serialize: (value) =>
    typeof value === 'object' && value !== null && 'toFixed' in value ? String(value) : readDecimal(value),
});

/** Any JSON value, as it is. */
export const JsonScalar = new GraphQLScalarType<unknown, unknown>({
  ...GraphQLJSON.toConfig(),
  name: 'JSON',
  description: 'Any JSON value.',
  specifiedByURL: null,
  extensions: {},
});
