import { msg } from '@lingui/core/macro';
import { words } from '../../components/language/language.ts';
import type { AlertKind } from '../../graphql/graphql.ts';

export const kindWords: Readonly<Record<AlertKind, string>> = words({
  CONNECTION: msg`ConnectWise away, keys refused, sync paused`,
  WORKER: msg`Worker silent or stopped`,
  JOB_STORE: msg`Job store away`,
  SYNC_LATE: msg`Poll late, sync failed or held up`,
  PUSH_OLD: msg`Changes that wait too long`,
  FAILURE_RATE: msg`Many records failing`,
  ISSUE_CAUSE: msg`New cause of issues`,
  BROKEN_LINKS: msg`Many links broken at once`,
  SETTINGS_DRIFT: msg`Settings drift`,
  TOKEN_EXPIRING: msg`API token about to expire`,
  WEBHOOK_OFF: msg`Webhook switched off for failing`,
});

/** Where the remedy of an alert is carried out; what an operator has to do outside of this product has no page. */
export const placeOf = (kind: string): Place | null => places[kind] ?? null;

type Place = '/issues' | '/links' | '/overview' | '/audit' | '/api-access' | '/webhooks';

const places: Readonly<Record<string, Place>> = {
  issue_cause: '/issues',
  failure_rate: '/issues',
  broken_links: '/links',
  settings_drift: '/overview',
  push_old: '/audit',
  token_expiring: '/api-access',
  webhook_off: '/webhooks',
};

export const kindOptions = (Object.entries(kindWords) as [AlertKind, string][]).map(([value]) => ({
  value,
  get label() {
    return kindWords[value];
  },
}));

/** 90 → "01:30". */
export const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** "01:30" → 90; 0 for anything else. */
export function minuteOf(clock: string): number {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})/.exec(clock) ?? [];
  return hour === undefined || minute === undefined ? 0 : Number(hour) * 60 + Number(minute);
}
