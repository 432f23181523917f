import type { AlertKind } from '../../graphql/graphql.ts';

export const kindWords: Readonly<Record<AlertKind, string>> = {
  CONNECTION: 'ConnectWise away, keys refused, sync paused',
  WORKER: 'Worker silent or stopped',
  JOB_STORE: 'Job store away',
  SYNC_LATE: 'Poll late, sync failed or held up',
  PUSH_OLD: 'Changes that wait too long',
  FAILURE_RATE: 'Many records failing',
  ISSUE_CAUSE: 'New cause of issues',
  BROKEN_LINKS: 'Many links broken at once',
  SETTINGS_DRIFT: 'Settings drift',
  TOKEN_EXPIRING: 'API token about to expire',
  WEBHOOK_OFF: 'Webhook switched off for failing',
};

export const kindOptions = (Object.entries(kindWords) as [AlertKind, string][]).map(([value, label]) => ({
  value,
  label,
}));

/** 90 → "01:30". */
export const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** "01:30" → 90; 0 for anything else. */
export function minuteOf(clock: string): number {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})/.exec(clock) ?? [];
  return hour === undefined || minute === undefined ? 0 : Number(hour) * 60 + Number(minute);
}
