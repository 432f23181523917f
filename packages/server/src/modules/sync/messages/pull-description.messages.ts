import { bothDiffer, inWords, quoted, type RecordWords, withoutStop } from './message.ts';
import { modeTakesNoChanges } from './skip-reason.messages.ts';

/** Descriptions of audit rows about records that came, or did not come, from ConnectWise. */

/** `closedEdits`: what ConnectWise has in closed fields. */
export const pulledAsNew = (closedEdits: readonly ClosedWords[] = []): string =>
  ['Created from ConnectWise.', ...closedSentences(closedEdits)].join(' ');

/** A field in words, what ConnectWise has in it, and the end of the sentence "Not taken in: city, because …". */
export interface ClosedWords {
  label: string;
  /** Null where it is empty there. */
  value: string | null;
  because: string;
}

/** One sentence a reason, the fields of one reason together. */
export const closedSentences = (closedEdits: readonly ClosedWords[]): string[] =>
  [...Map.groupBy(closedEdits, ({ because }) => because)].map(([because, all]) => {
    const fields = all.map(
      ({ label, value }) => `${label} (${value === null ? 'empty' : quoted(value)} in ConnectWise)`,
    );
    return `Not taken in: ${inWords(fields)}, because ${because}.`;
  });

/** A linked record in whose closed fields ConnectWise has a value of its own. `keptThere`: it only goes out, and is empty here. */
export const changeClosed = (
  { local }: RecordWords,
  closedEdits: readonly ClosedWords[],
  keptThere: readonly ClosedWords[] = [],
): string =>
  [
    ...closedSentences(closedEdits),
    ...(closedEdits.length > 0 ? [`The ${local} keeps its own ${closedEdits.length === 1 ? 'value' : 'values'}.`] : []),
    ...(keptThere.length > 0 ? [keptSentence(keptThere)] : []),
  ].join(' ');

const keptSentence = (kept: readonly ClosedWords[]): string => {
  const fields = kept.map(({ label, value }) => `${label} (${value === null ? 'empty' : quoted(value)})`);
  return `ConnectWise keeps ${inWords(fields)}: ${kept.length === 1 ? 'it is' : 'they are'} empty here, and only a value that was emptied here is emptied in ConnectWise.`;
};

/** `because`: a clause, such as "same name". `changed`: the fields that were taken in with it. */
export const linkedBecause = ({
  because,
  changed,
  left = [],
  kept = [],
  closedEdits = [],
}: {
  because: string;
  changed: readonly string[];
  /** Fields that the mode did not take in. */
  left?: readonly string[];
  /** Fields in which the CRM has what ConnectWise has not. */
  kept?: readonly string[];
  /** What ConnectWise has in closed fields. */
  closedEdits?: readonly ClosedWords[];
}): string =>
  [
    `Linked: ${withoutStop(because)}.`,
    ...(changed.length > 0 ? [`Updated: ${changed.join(', ')}.`] : []),
    ...(left.length > 0 ? [`Left as they are here, because ${modeTakesNoChanges()}: ${left.join(', ')}.`] : []),
    ...(kept.length > 0
      ? [`Differs in ConnectWise, and is not sent until it is edited or you catch up: ${kept.join(', ')}.`]
      : []),
    ...closedSentences(closedEdits),
  ].join(' ');

/** Fields by the side whose value stands where both had changed them. */
export interface BothChanged {
  keptFromConnectWise: readonly string[];
  keptFromCrm: readonly string[];
  /** Those that wait for a person. */
  asked?: readonly string[];
  /** Those of all three on which nothing had been agreed before. */
  first?: readonly string[];
  /** Extensions that were edited here, and gave way with their number. */
  ofNumber?: readonly string[];
}

export function updatedFields(
  changed: readonly string[],
  { keptFromConnectWise, keptFromCrm, asked = [], first = [], ofNumber = [] }: BothChanged,
): string {
  return [
    ...(changed.length === 0 ? [] : [`Updated: ${changed.join(', ')}.`]),
    ...bothDiffer(keptFromConnectWise, first, 'the value of ConnectWise stands.'),
    ...(ofNumber.length > 0
      ? [`The ${inWords(ofNumber)} that was edited here belonged to the number that ConnectWise has replaced.`]
      : []),
    ...bothDiffer(keptFromCrm, first, 'the value of the CRM stands.'),
    ...bothDiffer(asked, first, 'each keeps its value until somebody has decided on the page Links, Conflicts.'),
  ].join(' ');
}

/** A linked record in which ConnectWise has other values, in these fields, while the mode takes no changes in. */
export const changeSkippedByMode = ({ local }: RecordWords, fields: readonly string[]): string =>
  `Skipped: ${modeTakesNoChanges(fields)}. The ${local} keeps its own ${fields.length === 1 ? 'value' : 'values'}.`;

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

/** A closed status of ConnectWise, of an opportunity whose stage here was decided by neither side's map. */
export const statusWithoutStage = (status: string, stage: string): string =>
  `Status ${status} changed no stage here: the opportunity keeps "${stage}".`;

/** A closed status that the field CW Status shows, and nothing else here. */
export const statusInFieldOnly = (status: string, stage: string): string =>
  `Status ${status} is shown in CW Status alone: the stage decides where the opportunity stands here, which is "${stage}".`;

/** Of an opportunity that was in step until the map of stages and statuses was changed. */
export const stageApart = ({ here, there }: { here: string; there: string }): string =>
  `The stage differs since the mapping was changed: the opportunity is in "${here}" here, and where it stands in ConnectWise is "${there}" now. Nobody moved it, so both stay until somebody moves it on either side.`;

/** How an issue ended that was open for a record. */
export const issueEndedByPull = (): string => 'The record came in.';

/** Of one about the forecast of an opportunity. */
export const issueEndedByForecast = (): string => 'Its forecast was read, or is not asked for any more.';

export const issueEndedBySkip = (): string =>
  'The record is skipped or excluded for another reason now; see the audit log.';

/** "It has no name" stands behind a colon as "it has no name"; what begins with a name of its own stays. */
const lowerFirst = (text: string): string => text.replace(/^(It|Its|The|What)\b/, (word) => word.toLowerCase());
