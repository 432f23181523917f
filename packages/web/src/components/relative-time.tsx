import { t } from '@lingui/core/macro';
import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTold } from './clock.ts';
import { perLanguage } from './language/language.ts';

const words = perLanguage(({ dates }) => new Intl.RelativeTimeFormat(dates, { numeric: 'auto', style: 'short' }));
const dateAndTime = perLanguage(
  ({ dates }) => new Intl.DateTimeFormat(dates, { dateStyle: 'medium', timeStyle: 'medium' }),
);
const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** "3 min ago", "in 12 min", "just now"; `at` and `now` in milliseconds. */
export function relativeTime(at: number, now: number): string {
  const seconds = Math.round((at - now) / 1000);
  if (Math.abs(seconds) < 10) return t`just now`;
  for (const [unit, size] of steps) if (Math.abs(seconds) >= size) return told(Math.trunc(seconds / size), unit);
  return told(seconds, 'second');
}

/** Without the full stop of the abbreviation, which would double that of a sentence. */
const told = (count: number, unit: Intl.RelativeTimeFormatUnit): string => words().format(count, unit).replace('.', '');

/** "2026-11-23 09:14:05 UTC" */
export function exactUtc(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

/** "23 Nov 2026, 10:14:05" in the viewer's zone. */
export function localTime(iso: string): string {
  return dateAndTime().format(new Date(iso));
}

/** A moment told from now, renewed as it ages; the exact time in UTC and in the viewer's zone on hover or focus. */
export function RelativeTime({ at, none = '–' }: { at: string | null | undefined; none?: string }): ReactElement {
  return at ? <Moment at={at} /> : <span>{none}</span>;
}

function Moment({ at }: { at: string }): ReactElement {
  const told = useTold((now) => relativeTime(Date.parse(at), now));
  return (
    <Tooltip label={<ExactTime at={at} />}>
      <time dateTime={at}>{told}</time>
    </Tooltip>
  );
}

/** A component of its own, so that it is put into words only when somebody opens the tooltip. */
const ExactTime = ({ at }: { at: string }): ReactElement => <>{t`${exactUtc(at)} (${localTime(at)} here)`}</>;
