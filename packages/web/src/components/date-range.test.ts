import { describe, expect, it } from 'vitest';
import { daysOf, momentsOf, pastDays } from './date-range.ts';

describe('a stretch of days in the past', () => {
  const now = new Date(2027, 0, 3, 0, 30);

  it.each([
    ['today', '2027-01-03', null],
    ['7d', '2026-12-28', null],
    ['30d', '2026-12-05', null],
    ['month', '2027-01-01', null],
    ['older', null, '2026-12-04'],
    ['2026-11-01..2026-11-30', '2026-11-01', '2026-11-30'],
    ['2026-11-01..', '2026-11-01', null],
    ['..2026-11-30', null, '2026-11-30'],
    [undefined, null, null],
  ])('%s is from %s to %s', (value, from, to) => {
    expect(daysOf(value, now)).toEqual({ from, to });
  });

  it('begins and ends with the days of the reader', () => {
    expect(momentsOf('2026-11-01..2026-11-30')).toEqual({
      from: new Date(2026, 10, 1).toISOString(),
      before: new Date(2026, 11, 1).toISOString(),
    });
    expect(momentsOf('..2026-11-30')?.from).toBeNull();
    expect(momentsOf(undefined)).toBeNull();
  });

  it('is read from the address as far as it can be understood', () => {
    for (const fine of ['7d', 'older', '2026-11-01..', '..2026-11-30']) expect(pastDays(fine)).toBe(fine);
    for (const wrong of ['..', 'soon', '2026-13-45..', '2026-11-01', 7, null]) expect(pastDays(wrong)).toBeUndefined();
  });
});
