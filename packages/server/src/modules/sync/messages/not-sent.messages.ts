import type { FieldDirection } from '@causeway/shared/forms/configuration/field-directions';
import { inWords, quoted } from './message.ts';

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

export const extensionWithoutNumber = (): string =>
  'ConnectWise keeps an extension with a phone number, and there is none';

/** Of an extension that was edited here. */
export const numberWasReplaced = (): string => 'it belongs to a number that was replaced in ConnectWise';

export const onlyWhereEmptyThere = (): string =>
  'ConnectWise has a value, and the settings say only where it is empty there';

/** Of an edit that a change of mode has found here (requirement R19). */
export const editedUnderEarlierMode = (): string =>
  'this was edited while the sync mode sent no edits, or was here before the records were linked; Catch up sends it';

/** Both sides had changed it. */
export const askedAbout = (): string => 'both sides changed it, and somebody is asked which value stands';
export const theirsStands = (): string => 'both sides changed it, and the value of ConnectWise stands';

/** Of an edit that the sync mode does not let out. */
export const closedByMode = ({ sendsWins }: { sendsWins: boolean }): string =>
  `the sync mode sends ${sendsWins ? 'no edits' : 'nothing'} to ConnectWise`;

/** Of lines that stand otherwise there, and of a tax that ConnectWise was not told of, or computes otherwise. */
export const linesDiffer = (): string => 'they differ from the quote in ConnectWise; see History';
export const taxIsOther = (theirs: string, currency: string): string => `ConnectWise computes ${theirs} ${currency}`;

/** Of a field that only goes out. */
export const neverEmptiedHere = (): string => 'only a value that was emptied here is emptied in ConnectWise';

export const tooLong = ({ length, max }: { length: number; max: number }): string =>
  `it has ${length} characters, and ConnectWise takes ${max} at most`;

export const notThereYet = (role: string): string => `its ${role} is not in ConnectWise`;

export const noActiveOption = (list: string, value: string): string =>
  `ConnectWise has no active ${list} ${quoted(value)}`;

/** Of a category: a catalog item has that of its subcategory. */
export const noSubcategoryHere = (): string =>
  'ConnectWise takes a category with one of its subcategories, and none is chosen here';

export const bundlesHaveTheirClass = (): string => 'a bundle has the class "Bundle" in ConnectWise';

export const noCompanyType = (names: readonly string[]): string =>
  `ConnectWise has no company type ${names.map(quoted).join(', ')}`;

export const noBillingCycle = (name: string): string => `ConnectWise has no billing cycle ${quoted(name)}`;

/** `caption`: the custom field as ConnectWise calls it. */
export const noOption = (caption: string, value: string): string =>
  `ConnectWise has no option ${quoted(value)} in ${quoted(caption)}; choose another value here, or add the option there`;

/** `stage`: one of the CRM that is mapped to none of ConnectWise's stages or statuses; `there`: what an opportunity has, which stays. */
export const standsThere = (
  what: 'stage' | 'status',
  { stage, there }: { stage: string; there: string | null },
): string =>
  `stage "${stage}" is mapped to no ${what} of ConnectWise (Settings, Mapping of opportunities)${
    there === null ? '' : `, and ${quoted(there)} stands there`
  }`;

/** The same of one that is reopened, and leaves the stage that its win or loss had set there for the default. */
export const stageAtDefault = (stage: string, label: string): string =>
  `stage "${stage}" is mapped to no stage of ConnectWise and stands for the default there, "${label}"`;

/** Another tax region was chosen here, or none, and the tax code there is somebody's choice. */
export const taxCodeNotFromHere = (code: string): string =>
  `tax code ${quoted(code)} of the opportunity in ConnectWise was not sent from here, so it stays there`;

export const noTaxCodeForRegion = (region: string): string =>
  `no tax code of ConnectWise stands for ${quoted(region)} (Settings, Integrations, Mapping, Taxes)`;

export const noTaxCodeAnyway = (): string => 'the opportunity has no tax code in ConnectWise anyway';

export const taxCodeIsThere = (): string => 'the opportunity has its tax code in ConnectWise already';

/** A custom field that is kept in step with one of ConnectWise which is of another type by now; `there`: null for one that holds no value. */
export const customFieldUnfit = (caption: string, { here, there }: { here: string; there: string | null }): string =>
  `it does not fit any more: ${quoted(caption)} ${
    there === null ? 'holds no value' : `is ${there}`
  } in ConnectWise by now, and this field is ${here}`;

export const customFieldReadOnly = (caption: string): string => `${quoted(caption)} is read-only in ConnectWise by now`;

export const customFieldRetired = (): string => 'the field is retired in the CRM';

/** `caption`: null when nothing is known of it any more. */
export const customFieldGone = (caption: string | null): string =>
  `ConnectWise does not have ${caption === null ? 'the custom field that it is kept in step with' : `the custom field ${quoted(caption)}`} any more`;

/** The settings close the way out of a field. */
export const closedByDirection = (direction: Exclude<FieldDirection, 'both'>): string =>
  `the settings say ${directionWords[direction]}`;

const directionWords: Readonly<Record<Exclude<FieldDirection, 'both'>, string>> = {
  in: 'only in',
  out: 'only out',
  in_if_empty: 'only in, where it is empty here',
  out_if_empty: 'only out, where it is empty there',
  off: 'off',
};
