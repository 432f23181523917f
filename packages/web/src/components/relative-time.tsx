import { t } from '@lingui/core/macro';
import type { ReactElement } from 'react';
import { useTold } from './clock.ts';
import { Hint } from './hint.tsx';
import { perLanguage } from './language/language.ts';

const words = perLanguage(({ language }) => new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' }));
const dateAndTime = perLanguage(
  ({ dates }) =>
    new Intl.DateTimeFormat(dates, {
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'short',
    }),
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

const lengths = perLanguage(({ language }) => {
  const known = new Map<string, Intl.NumberFormat>();
  return (count: number, unit: string): string => {
    const of = known.get(unit) ?? new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' });
    known.set(unit, of);
    return of.format(count).replace('.', '');
  };
});

/** "24 min", "3 days": how long ago, to stand behind "for"; `at` and `now` in milliseconds. */
export function howLong(at: number, now: number): string {
  const seconds = Math.max(1, Math.round((now - at) / 1000));
  for (const [unit, size] of steps) if (seconds >= size) return lengths()(Math.trunc(seconds / size), unit);
  return lengths()(seconds, 'second');
}

/** "2026-11-23 09:14:05 UTC" */
export function exactUtc(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

/** "Nov 23, 2026, 10:14:05 AM GMT+1" in the viewer's zone, as it is written where they are. */
export function localTime(iso: string): string {
  return dateAndTime().format(new Date(iso));
}

/** A moment told from now, renewed as it ages; the exact time in the viewer's zone and in UTC on hover or focus. */
export function RelativeTime({ at, none = '–' }: { at: string | null | undefined; none?: string }): ReactElement {
  return at ? <Moment at={at} /> : <span>{none}</span>;
}

/** How long something has lasted: "For <HowLong />", since "since 24 min ago" is no sentence. */
export function HowLong({ at, none = '–' }: { at: string | null | undefined; none?: string }): ReactElement {
  return at ? <Moment at={at} tell={howLong} /> : <span>{none}</span>;
}

/** When something comes next: what should have come by now is due, and was not "just now". */
export function NextTime({ at, none = '–' }: { at: string | null | undefined; none?: string }): ReactElement {
  return at ? <Moment at={at} tell={nextTime} /> : <span>{none}</span>;
}

const nextTime: Tell = (at, now) => (at <= now ? t`due now` : relativeTime(at, now));

type Tell = (at: number, now: number) => string;

function Moment({ at, tell = relativeTime }: { at: string; tell?: Tell }): ReactElement {
  const told = useTold((now) => tell(Date.parse(at), now));
  return (
    <Hint label={<ExactTime at={at} />}>
      {(wake) => (
        <time dateTime={at} {...wake}>
          {told}
        </time>
      )}
    </Hint>
  );
}

/** A component of its own, so that it is put into words only when somebody opens the tooltip. */
const ExactTime = ({ at }: { at: string }): ReactElement => <>{`${localTime(at)} (${exactUtc(at)})`}</>;
