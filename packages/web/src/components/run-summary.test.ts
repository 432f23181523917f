import { describe, expect, it } from 'vitest';
import { secondsLeft, shareDone, totalsOf } from './run-summary.ts';

const steady = [100, 105, 98, 102, 95];

describe('how far a run is', () => {
  it.each([
    [{ expected: 200, processed: 50 }, 0.25],
    [{ expected: null, processed: 50 }, null],
    [{ expected: 40, processed: 50 }, null],
    [{ expected: 0, processed: 0 }, 1],
  ])('%j is %s', (entity, share) => {
    expect(shareDone(entity)).toBe(share);
  });

  it('tells the time left from a steady rate', () => {
    const left = secondsLeft({ entities: [{ expected: 1100, processed: 100 }], rates: steady });
    expect(left).toBe(10);
  });

  it.each([
    ['the rate jumps', [{ expected: 1000, processed: 1 }], [100, 20, 90, 100, 100]],
    ['it has just begun', [{ expected: 1000, processed: 1 }], [100, 100]],
    ['a count is missing', [{ expected: null, processed: 1 }], steady],
    ['more came than was counted', [{ expected: 5, processed: 9 }], steady],
  ])('tells none while %s', (_, entities, rates) => {
    expect(secondsLeft({ entities, rates })).toBeNull();
  });

  it('adds up the record types', () => {
    const one = { processed: 2, created: 1, updated: 1, linked: 0, unchanged: 1, skipped: 0, failed: 0 };
    expect(totalsOf([one, one])).toEqual({
      processed: 4,
      created: 2,
      updated: 2,
      linked: 0,
      unchanged: 2,
      skipped: 0,
      failed: 0,
    });
  });
});
