import { median, spread } from './statistics.ts';

describe('median', () => {
  it.each([
    [[3], 3],
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
  ])('of %j is %d', (values, expected) => expect(median(values)).toBe(expected));

  it('refuses nothing', () => expect(() => median([])).toThrow());

  it('goes with the smallest and the largest', () => expect(spread([5, 1, 9])).toEqual({ median: 5, min: 1, max: 9 }));
});
