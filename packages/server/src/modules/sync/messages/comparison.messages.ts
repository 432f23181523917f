import { withoutStop } from './message.ts';

/**
 * Why the two records of a link stay different in a field; clauses that stand after a colon, in the words of the comparison: "here" is the CRM,
 * "there" is ConnectWise.
 */

/** Ours stands there among several; `label`: "e-mail". */
export const keptAsFurther = (label: string): string =>
  `ConnectWise keeps ours as a further ${label}, beside its own default, which nobody here changes`;

/** Ours was taken out of the list there. */
export const furtherIsGone = (label: string): string =>
  `ours was a further ${label} there and is not in ConnectWise any more; it is added again when it is edited here`;

/** Empty here, as both sides agreed; what ConnectWise shows was never ours. */
export const anotherOneThere = (label: string): string =>
  `it is empty here, and the ${label} in ConnectWise is another one, which nobody here changes`;

/** Of an extension: which number it belongs to. */
export const belongsToAnother = (): string => 'the extension there belongs to another number';

/** The value there stands for the one that both sides agreed on. */
export const standsForOurs = (): string =>
  'it stands there for the value here, and neither side has changed its own since';

/** ConnectWise has something where there is nothing here. */
export const filledThere = (): string =>
  'it is filled there, where there is nothing here, and nobody has changed it since';

/** ConnectWise names something that no record, user or entry of the CRM stands for. */
export const nothingHereFor = (name: string): string => `nothing in the CRM stands for "${name}"`;

/** A status whose meaning the settings leave open. */
export const statusLeavesStage = (): string => 'the status there leaves the stage here as it is';

/** A stage of before the map was changed. */
export const apartSinceMapping = (): string =>
  'the mapping was changed, and nobody has moved it since; both stay until somebody moves it';

export const waitsForPerson = (): string =>
  'both sides changed it, and somebody has to decide on the page Links, Conflicts';

export const takesNoChanges = (): string => 'the sync mode takes no changes from ConnectWise';

export const takesNoValue = (): string => 'the settings take no value of it in';

export const sendsNothing = (): string => 'the sync mode sends nothing to ConnectWise';

/** The settings fill what is empty here, and it was emptied by somebody. */
export const emptiedHere = (): string =>
  'it was emptied here, and ConnectWise’s value of before does not fill it again; a value that is changed there from now on comes in';

/** `many`: ConnectWise's word for the records. */
export const sendsNoEdits = (many: string): string => `the sync mode sends no edits of ${many}`;

/** Above the fields of a pair. */
export const nothingComesIn = (because: string): string =>
  `Nothing of ConnectWise's record comes in: ${withoutStop(because)}.`;
