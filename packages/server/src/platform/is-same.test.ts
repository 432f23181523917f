import { isSame } from './is-same.ts';

describe('isSame', () => {
  const at = new Date('2026-01-02T03:04:05Z');
  it.each([
    [undefined, null, true],
    [null, '', false],
    ['1', 1, false],
    [0, -0, true],
    [Number.NaN, Number.NaN, true],
    [at, '2026-01-02T03:04:05.000Z', true],
    [at, new Date(at), true],
    [{ a: 1, b: at }, { b: new Date(at), a: 1 }, true],
    [{ a: 1 }, { a: 1, b: null }, false],
    [[1, 2], [2, 1], false],
    [[], {}, false],
    [[{ id: '1', quantity: '2' }], [{ quantity: '2', id: '1' }], true],
  ])('%j and %j: %s', (a, b, same) => expect([isSame(a, b), isSame(b, a)]).toEqual([same, same]));
});
