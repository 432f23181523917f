import { describe, expect, it } from 'vitest';
import { closeDays } from './close-days.ts';

describe('by when an opportunity is expected to close', () => {
  const now = new Date(2026, 11, 31, 23, 30);

  it.each([
    ['past', null, '2026-12-30'],
    ['week', '2026-12-31', '2027-01-06'],
    ['month', '2026-12-01', '2026-12-31'],
    ['quarter', '2026-10-01', '2026-12-31'],
  ] as const)('%s is from %s to %s', (closes, closesFrom, closesTo) => {
    expect(closeDays({ closes }, now)).toEqual({ closesFrom, closesTo });
  });

  it('takes days that were chosen, of which either may be open', () => {
    expect(closeDays({ closesFrom: '2026-12-05' }, now)).toEqual({ closesFrom: '2026-12-05', closesTo: null });
    expect(closeDays({ closesTo: '2026-12-05' }, now)).toEqual({ closesFrom: null, closesTo: '2026-12-05' });
    expect(closeDays({}, now)).toEqual({ closesFrom: null, closesTo: null });
  });
});
