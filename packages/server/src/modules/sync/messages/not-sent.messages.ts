import type { FieldDirection } from '@causeway/shared/forms/configuration/field-directions';
import { inWords } from './message.ts';

/** Values that were set or edited here and do not go out. The clauses that a field itself gives stand in its table (`*.fields.ts`). */

/** A field in words, with the end of the sentence "Not sent: phone, because …". */
export interface NotSentWords {
  label: string;
  because: string;
}

/** One sentence a reason, the fields of one reason together. */
export function notSentSentences(notSent: readonly NotSentWords[]): string[] {
  const byReason = Map.groupBy(notSent, ({ because }) => because);
  return [...byReason].map(
    ([because, all]) => `Not sent: ${inWords(all.map(({ label }) => label))}, because ${because}.`,
  );
}

export const noCommunicationType = (): string => 'ConnectWise has no communication type for it';

export const onlyWhereEmptyThere = (): string =>
  'ConnectWise has a value, and the settings say only where it is empty there';

export const tooLong = (max: number): string => `it is longer than the ${max} characters that ConnectWise takes`;

export const notThereYet = (role: string): string => `its ${role} is not in ConnectWise`;

export const noActiveOption = (list: string, value: string): string => `ConnectWise has no active ${list} "${value}"`;

export const noCompanyType = (names: readonly string[]): string =>
  `ConnectWise has no company type ${names.map((name) => `"${name}"`).join(', ')}`;

export const noBillingCycle = (name: string): string => `ConnectWise has no billing cycle "${name}"`;

/** A stage that is mapped to none: `label` is the default that stands for it, if there is one. */
export const stageUnmapped = (stage: string, label: string | null): string =>
  `stage "${stage}" is mapped to no stage of ConnectWise and ${
    label ? `stands for the default there, "${label}"` : 'has no default there either'
  }`;

/** The settings close the way out of a field. */
export const closedOut = (direction: Exclude<FieldDirection, 'both'>): string =>
  `the settings say ${directionWords[direction]}`;

const directionWords: Readonly<Record<Exclude<FieldDirection, 'both'>, string>> = {
  in: 'only in',
  out: 'only out',
  in_if_empty: 'only in, where it is empty here',
  out_if_empty: 'only out, where it is empty there',
  off: 'off',
};
