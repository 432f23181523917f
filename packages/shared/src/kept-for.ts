import { counted } from './counted.ts';

export const FOR_GOOD = 'for good';

type Stretch = { count: number; unit: 'day' | 'month' | 'year' };

/** Years and months where they are whole, else days. */
export function stretchOf(days: number): Stretch {
  if (days === 365) return { count: 12, unit: 'month' };
  if (days % 365 === 0) return { count: days / 365, unit: 'year' };
  if (days % 30 === 0 && days >= 60 && days < 365) return { count: days / 30, unit: 'month' };
  return { count: days, unit: 'day' };
}

/** A stretch of days as people say it. */
export function keptFor(days: number): string {
  const { count, unit } = stretchOf(days);
  return counted(count, unit);
}
