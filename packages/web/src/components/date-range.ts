/** A stretch of days in the past, as the address names it: one of these, or "2026-11-01..2026-11-30" of which either end may be open. */
export const pastRanges = ['today', '7d', '30d', 'month', 'older'] as const;
type PastRange = (typeof pastRanges)[number];

const chosen = /^(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?$/;
const isDay = (day: string | undefined): boolean => day === undefined || !Number.isNaN(Date.parse(day));

/** Reads it from the address; an open stretch narrows nothing and is dropped. */
export function pastDays(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (pastRanges.some((one) => one === value)) return value;
  const [, from, to] = chosen.exec(value) ?? [];
  return (from || to) && isDay(from) && isDay(to) ? value : undefined;
}

const two = (number: number): string => String(number).padStart(2, '0');

/** YYYY-MM-DD in the reader's own calendar. */
export const dayOf = (date: Date): string => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

/** Both included; an end that is null is open. */
export type Days = { from: string | null; to: string | null };

/** The days that are meant, today among them but for `older`, which ends 30 days ago. */
export function daysOf(value: string | undefined, now = new Date()): Days {
  const [year, month, date] = [now.getFullYear(), now.getMonth(), now.getDate()];
  const since = (day: Date): Days => ({ from: dayOf(day), to: null });
  const named: Record<PastRange, () => Days> = {
    today: () => since(now),
    '7d': () => since(new Date(year, month, date - 6)),
    '30d': () => since(new Date(year, month, date - 29)),
    month: () => since(new Date(year, month, 1)),
    older: () => ({ from: null, to: dayOf(new Date(year, month, date - 30)) }),
  };
  const name = pastRanges.find((one) => one === value);
  if (name) return named[name]();
  const [, from, to] = chosen.exec(value ?? '') ?? [];
  return { from: from ?? null, to: to ?? null };
}

/** From the first moment of the first day on, and before that of the day behind the last one, as the reader's clock has them. */
export function momentsOf(value: string | undefined): { from: string | null; before: string | null } | null {
  const { from, to } = daysOf(value);
  if (!from && !to) return null;
  return { from: from && startOf(from, 0), before: to && startOf(to, 1) };
}

function startOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}
