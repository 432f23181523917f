import { describe, expect, it } from 'vitest';
import { missingPart, offsetOf, placed } from './list-parts.ts';

const rows = (from: number, count: number) => Array.from({ length: count }, (_none, at) => ({ id: `r${from + at}` }));

describe('the parts of a long list', () => {
  it('asks for what is in sight alone, a part at a time', () => {
    const known = new Set([0, 99]);
    const has = (part: number): boolean => known.has(part);
    expect(missingPart(0, 49, has)).toBeUndefined();
    expect(missingPart(30, 70, has)).toBe(1);
    expect(missingPart(4_930, 4_999, has)).toBe(98);
    expect(missingPart(4_950, 4_999, has)).toBeUndefined();
  });

  it.each([
    [1, 5_000, 50],
    [50, 5_000, 2_500],
    [51, 5_000, -2_450],
    [99, 5_000, -50],
    [100, 5_020, -20],
  ])('counts part %d of %d from the nearer end: %d', (part, count, offset) => {
    expect(offsetOf(part, count)).toBe(offset);
  });

  it('leaves open what is not there, and shows a row that has moved once', () => {
    const list = placed(
      120,
      new Map([
        [0, rows(0, 50)],
        [2, [...rows(100, 19), { id: 'r3' }]],
      ]),
    );
    expect(list).toHaveLength(120);
    expect(list[49]).toEqual({ id: 'r49' });
    expect(list[50]).toBeUndefined();
    expect(list[100]).toEqual({ id: 'r100' });
    expect(list[119]).toBeUndefined();
  });
});
