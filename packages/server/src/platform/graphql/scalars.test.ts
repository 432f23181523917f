import { Kind } from 'graphql';
import { decodeCursor, encodeCursor, firstOf, pageOf } from './pagination.ts';
import { DateScalar, DateTimeScalar, DecimalScalar } from './scalars.ts';

describe('scalars', () => {
  it.each([
    [DateScalar, '2026-04-30', '2026-04-30'],
    [DateTimeScalar, '2026-04-30T12:00:00Z', new Date('2026-04-30T12:00:00Z')],
    [DateTimeScalar, '2026-04-30T12:00:00.5+02:00', new Date('2026-04-30T10:00:00.500Z')],
    [DecimalScalar, '1234.5600', '1234.5600'],
    [DecimalScalar, 12.5, '12.5'],
    [DecimalScalar, '-0.00001', '-0.00001'],
  ])('%s reads %j', (scalar, value, read) => {
    expect(scalar.parseValue(value)).toEqual(read);
  });

  it.each([
    [DateScalar, '2026-02-31'],
    [DateScalar, '30.04.2026'],
    [DateScalar, 20260430],
    [DateTimeScalar, '2026-04-30T12:00:00'],
    [DateTimeScalar, '2026-13-01T00:00:00Z'],
    [DecimalScalar, '1e5'],
    [DecimalScalar, 'NaN'],
    [DecimalScalar, Number.POSITIVE_INFINITY],
    [DecimalScalar, '1,234.5'],
    [DecimalScalar, ''],
  ])('%s refuses %j with an example', (scalar, value) => {
    expect(() => scalar.parseValue(value)).toThrow(/2026-04-30|1234\.56/);
  });

  it('reads decimals written as numbers without rounding them', () => {
    expect(DecimalScalar.parseLiteral({ kind: Kind.FLOAT, value: '0.1234567890123456789' }, {})).toBe(
      '0.1234567890123456789',
    );
  });
});

describe('pages', () => {
  it('say that there is more without giving it', () => {
    const page = pageOf([{ id: 'a' }, { id: 'b' }, { id: 'c' }], 2, (row) => [row.id]);
    expect(page).toEqual({
      items: [{ id: 'a' }, { id: 'b' }],
      pageInfo: { endCursor: encodeCursor(['b']), hasNextPage: true },
    });
    expect(decodeCursor(page.pageInfo.endCursor, 1)).toEqual(['b']);
    expect(pageOf([], 2, () => ['x']).pageInfo).toEqual({ endCursor: null, hasNextPage: false });
  });

  it.each(['%%%', 'bnVsbA', encodeCursor(['a', 'b']), 'x'.repeat(5_000)])('refuse the cursor %s', (cursor) => {
    expect(() => decodeCursor(cursor, 1)).toThrow('Start again without "after"');
  });

  it.each([0, -1, 201, 1.5])('refuse a size of %s', (size) => {
    expect(() => firstOf(size)).toThrow('Ask for 1 to 200 items');
  });
});
