import { type RecordWords, withoutStop } from './message.ts';

/** Descriptions of audit rows about records that came, or did not come, from ConnectWise. */

export const pulledAsNew = (): string => 'Created from ConnectWise.';

/** `because`: a clause, such as "same name". `changed`: the fields that were taken in with it. */
export const linkedBecause = ({ because, changed }: { because: string; changed: readonly string[] }): string =>
  changed.length === 0
    ? `Linked: ${withoutStop(because)}.`
    : `Linked: ${withoutStop(because)}. Updated: ${changed.join(', ')}.`;

/** Fields by the side whose value stands where both had changed them. */
export interface BothChanged {
  keptFromConnectWise: readonly string[];
  keptFromCrm: readonly string[];
  /** Those that wait for a person. */
  asked?: readonly string[];
}

export function updatedFields(
  changed: readonly string[],
  { keptFromConnectWise, keptFromCrm, asked = [] }: BothChanged,
): string {
  const stands = (fields: readonly string[], whose: string): string[] =>
    fields.length === 0 ? [] : [`Both sides had changed ${fields.join(', ')}; the value of ${whose} stands.`];
  return [
    ...(changed.length === 0 ? [] : [`Updated: ${changed.join(', ')}.`]),
    ...stands(keptFromConnectWise, 'ConnectWise'),
    ...stands(keptFromCrm, 'the CRM'),
    ...(asked.length === 0
      ? []
      : [
          `Both sides had changed ${asked.join(', ')}; each keeps its value until somebody has decided on the page Links, Conflicts.`,
        ]),
  ].join(' ');
}

/** A linked record that changed in ConnectWise while the mode takes no changes in. */
export const changeSkippedByMode = ({ local }: RecordWords): string =>
  `Skipped: the sync mode takes no changes from ConnectWise. The ${local} keeps its own values.`;

/** A linked record that changed in ConnectWise and that a filter excludes by now. */
export const changeExcluded = ({ local }: RecordWords, reason: string): string =>
  `Excluded: ${withoutStop(reason)}. The ${local} keeps its own values.`;

/** A linked record that is skipped for another reason. */
export const changeSkipped = ({ local }: RecordWords, reason: string): string =>
  `Skipped: ${withoutStop(reason)}. The ${local} keeps its own values.`;

export const recordExcluded = (reason: string): string => `Excluded: ${withoutStop(reason)}.`;

export const recordSkipped = (reason: string): string => `Skipped: ${withoutStop(reason)}.`;

export const recordNotTakenIn = (message: string): string => `Not taken in: ${withoutStop(lowerFirst(message))}.`;

export const linkBroken = ({ remote, local }: RecordWords): string =>
  `Link broken: the ${remote} was deleted or merged in ConnectWise. The ${local} stays in the CRM.`;

/** The date on which an opportunity was won or lost here goes, since ConnectWise says otherwise; this row keeps it. */
export const dateRemoved = ({ was, at }: { was: 'won' | 'lost'; at: string }): string =>
  `No longer ${was} by what ConnectWise says. It had been ${was} on ${at.slice(0, 10)}.`;

/** How an issue ended that was open for a record. */
export const issueEndedByPull = (): string => 'The record came in.';

export const issueEndedBySkip = (): string =>
  'The record is skipped or excluded for another reason now; see the audit log.';

/** "It has no name" stands behind a colon as "it has no name"; what begins with a name of its own stays. */
const lowerFirst = (text: string): string => text.replace(/^(It|Its|The|What)\b/, (word) => word.toLowerCase());
