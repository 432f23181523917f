import { dayOf } from '../../components/date-range.ts';

/** By when an opportunity is expected to close, as the filter names it in the address. */
export const closeRanges = ['past', 'week', 'month', 'quarter'] as const;

type Closing = {
  closes?: (typeof closeRanges)[number] | undefined;
  closesFrom?: string | undefined;
  closesTo?: string | undefined;
};

/** The days of a filter, both included, in the reader's own calendar; `past` ends yesterday, `week` is today and the six days after it. */
export function closeDays(
  { closes, closesFrom = '', closesTo = '' }: Closing,
  now = new Date(),
): { closesFrom: string | null; closesTo: string | null } {
  const [year, month, date] = [now.getFullYear(), now.getMonth(), now.getDate()];
  const between = (from: Date | null, to: Date) => ({ closesFrom: from && dayOf(from), closesTo: dayOf(to) });
  if (closes === 'past') return between(null, new Date(year, month, date - 1));
  if (closes === 'week') return between(new Date(year, month, date), new Date(year, month, date + 6));
  if (closes === 'month') return between(new Date(year, month, 1), new Date(year, month + 1, 0));
  const quarter = month - (month % 3);
  if (closes === 'quarter') return between(new Date(year, quarter, 1), new Date(year, quarter + 3, 0));
  return { closesFrom: closesFrom || null, closesTo: closesTo || null };
}
