export const FOR_GOOD = 'for good';

/** A stretch of days as people say it: years and months where they are whole, else days. */
export function keptFor(days: number): string {
  if (days % 365 === 0) {
    const years = days / 365;
    return years === 1 ? '12 months' : `${years} years`;
  }
  if (days % 30 === 0 && days >= 60 && days < 365) return `${days / 30} months`;
  return days === 1 ? '1 day' : `${days.toLocaleString('en')} days`;
}
