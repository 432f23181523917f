import type { ReactElement } from 'react';
import { perLanguage } from './language/language.ts';

const words = perLanguage(
  ({ dates }) => new Intl.DateTimeFormat(dates, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
);

/** "2026-04-30" → "Apr 30, 2026" or "30 Apr 2026", whatever the viewer's zone: a calendar day has none. */
export const formatDay = (day: string): string => words().format(new Date(`${day}T00:00:00Z`));

export function Day({ day }: { day: string | null | undefined }): ReactElement {
  return day ? <time dateTime={day}>{formatDay(day)}</time> : <span>–</span>;
}
