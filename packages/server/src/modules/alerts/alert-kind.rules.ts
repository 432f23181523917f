import { z } from 'zod';

/** What alerts are about; a person chooses among these. */
export const alertKinds = [
  'connection',
  'worker',
  'job_store',
  'sync_late',
  'push_old',
  'failure_rate',
  'issue_cause',
  'broken_links',
  'settings_drift',
  'token_expiring',
  'webhook_off',
] as const;
export type AlertKind = (typeof alertKinds)[number];

export const isAlertKind = (word: string): word is AlertKind => alertKinds.some((kind) => kind === word);

/** When something is worth an alert; one set for the workspace. */
export const alertRulesSchema = z.object({
  pushOlderThanMinutes: z.number().int().min(1).max(10_080).default(15),
  failurePercent: z.number().int().min(1).max(100).default(20),
  brokenLinksAnHour: z.number().int().min(1).max(100_000).default(10),
  tokenExpiresWithinDays: z.number().int().min(1).max(90).default(7),
});
export type AlertRules = z.output<typeof alertRulesSchema>;

/** What a person hears by mail, and when. */
export const alertPreferenceSchema = z.object({
  /** Told at once; all others come with the digest. */
  atOnce: z.array(z.enum(alertKinds)).default([]),
  digest: z.boolean().default(false),
  /** Minutes of the day in the workspace's time zone; equal: none. */
  quietFrom: z.number().int().min(0).max(1_439).default(0),
  quietTo: z.number().int().min(0).max(1_439).default(0),
});
export type AlertPreference = z.output<typeof alertPreferenceSchema>;

const urgent: readonly AlertKind[] = [
  'connection',
  'worker',
  'job_store',
  'sync_late',
  'push_old',
  'broken_links',
  'webhook_off',
];

/** Administrators and support are told what cannot wait, and the rest once a day, until they choose otherwise. */
export function defaultPreference(role: string): AlertPreference {
  const isTold = role === 'admin' || role === 'support';
  return { atOnce: isTold ? [...urgent] : [], digest: isTold, quietFrom: 0, quietTo: 0 };
}

/** The minute of the day at a place. */
export function minuteOfDay(now: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hour12: false });
  const [hour = '0', minute = '0'] = parts.format(now).split(':');
  return (Number(hour) % 24) * 60 + Number(minute);
}

/** Whether a minute of the day is within quiet hours, also those over midnight. */
export function isQuiet({ quietFrom, quietTo }: AlertPreference, minute: number): boolean {
  if (quietFrom === quietTo) return false;
  return quietFrom < quietTo ? minute >= quietFrom && minute < quietTo : minute >= quietFrom || minute < quietTo;
}
