import { FOR_GOOD, keptFor } from '@causeway/shared/kept-for';
import type { Problem } from '../../../platform/errors.ts';

export const retentionKinds = ['audit', 'security', 'deliveries', 'alerts', 'mails'] as const;
export type RetentionKind = (typeof retentionKinds)[number];

/** Days that rows of each kind are kept; null: for good. */
export type RetentionDays = Record<RetentionKind, number | null>;

export interface RetentionSettings {
  days: RetentionDays;
  exportsFirst: boolean;
}

/** What a workspace begins with; the columns of the table say the same. */
export const usualRetention: RetentionSettings = {
  days: { audit: 365, security: 730, deliveries: 30, alerts: 365, mails: 90 },
  exportsFirst: false,
};

const MAX_DAYS = 3_650;
/** The log is looked into for what was merged within 90 days. */
const leastDays: RetentionDays = { audit: 90, security: 90, deliveries: 1, alerts: 7, mails: 1 };

export const retentionWords: Readonly<Record<RetentionKind, string>> = {
  audit: 'audit log',
  security: 'security log',
  deliveries: 'webhook deliveries',
  alerts: 'alert history',
  mails: 'mails',
};

/** What is wrong with the settings; none when they can be stored. */
export function retentionProblems({ days }: RetentionSettings): Problem[] {
  return retentionKinds.flatMap((kind) => {
    const wanted = days[kind];
    const least = leastDays[kind] ?? 1;
    if (wanted === null || (Number.isInteger(wanted) && wanted >= least && wanted <= MAX_DAYS)) return [];
    return [
      {
        code: 'out_of_range',
        field: `${kind}Days`,
        message: `The ${retentionWords[kind]} can be kept for ${least} to ${MAX_DAYS.toLocaleString('en')} days, or for good.`,
      },
    ];
  });
}

/** What an administrator changed, for the security log; null for nothing. */
export function changeSentence(before: RetentionSettings, after: RetentionSettings): string | null {
  const changes = retentionKinds
    .filter((kind) => before.days[kind] !== after.days[kind])
    .map((kind) => `${retentionWords[kind]} ${said(after.days[kind])} (was ${said(before.days[kind])})`);
  if (before.exportsFirst !== after.exportsFirst)
    changes.push(after.exportsFirst ? 'what goes is exported first' : 'what goes is no longer exported first');
  return changes.length === 0 ? null : `What is kept was changed: ${changes.join('; ')}.`;
}

const said = (days: number | null): string => (days === null ? FOR_GOOD : `for ${keptFor(days)}`);
