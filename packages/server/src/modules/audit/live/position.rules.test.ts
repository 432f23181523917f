import { encodeCursor } from '../../../platform/graphql/pagination.ts';
import { cursorBehind, cursorOf, snapshotFrom, startFrom, wasListed } from './position.rules.ts';

describe('the place behind a list', () => {
  it.each([
    [99n, true],
    [100n, false],
    [101n, true],
    [105n, false],
    [106n, true],
    [110n, false],
    [200n, false],
  ])('knows whether transaction %s was listed', (tx, expected) => {
    expect(wasListed(tx, snapshotFrom('100:110:100,105'))).toBe(expected);
  });

  it('begins before the first row that the list could not see, and keeps the snapshot', () => {
    const start = startFrom(cursorBehind('100:110:100,105'));
    expect(start.at).toEqual({ tx: 100n, seq: 0n });
    expect(start.listed).toEqual({ text: '100:110:100,105', from: 100n, to: 110n, running: new Set([100n, 105n]) });
    expect(startFrom(cursorOf({ tx: '100', seq: '7', listed: '100:110:' })).listed?.to).toBe(110n);
    expect(startFrom(cursorOf({ tx: '100', seq: '7' })).listed).toBeNull();
  });

  it.each([
    ['a word', 'nonsense'],
    ['one value', encodeCursor(['1'])],
    ['four values', encodeCursor(['1', '2', '1:2:', '4'])],
    ['numbers', encodeCursor([1, 2])],
    ['a row past what PostgreSQL counts', encodeCursor(['1', '9223372036854775808'])],
    ['a snapshot of words', encodeCursor(['1', '2', 'a:b:c'])],
    ['a snapshot that is none', encodeCursor(['1', '2', null])],
    ['a snapshot with holes', encodeCursor(['1', '2', '1:2:,,'])],
    ['a snapshot past what PostgreSQL counts', encodeCursor(['1', '2', `1:${'9'.repeat(30)}:`])],
  ])('refuses %s', (_what, cursor) => {
    expect(() => startFrom(cursor)).toThrow(/not one of/);
  });
});
