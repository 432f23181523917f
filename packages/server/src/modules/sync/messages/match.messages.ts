import { withoutStop } from './message.ts';

/** The comparison of both sides, and what people decided about pairs. */

/** Both records of a pair in words: `the client "Acme" and ConnectWise company 7 "Acme Ltd."`. */
export interface PairWords {
  local: { word: string; name: string };
  remote: { word: string; id: string; name: string };
}

const remoteWords = ({ remote }: PairWords): string => `ConnectWise ${remote.word} ${remote.id} "${remote.name}"`;

const bothWords = (pair: PairWords): string => `the ${pair.local.word} "${pair.local.name}" and ${remoteWords(pair)}`;

export const pairLinked = (pair: PairWords, because: string): string =>
  `Linked ${bothWords(pair)}: ${withoutStop(because)}.`;

export const pairToldApart = (pair: PairWords): string => `Told apart: ${bothWords(pair)} are not the same.`;

export const decidedNew = (pair: PairWords): string =>
  `Decided that ${remoteWords(pair)} is a new one, and not "${pair.local.name}".`;

export const pairPutOff = (pair: PairWords): string => `Put off whether ${bothWords(pair)} are the same.`;

/** Why a record that somebody was asked about is made all the same. */
export const questionEnded = (
  { remote, local }: { remote: string; local: string },
  taken: readonly { remoteName: string; by: string }[],
): string =>
  `Its question is over: ${taken.map(({ remoteName, by }) => `the ${remote} "${remoteName}" was linked to the ${local} "${by}"`).join(', and ')}.`;

/** Reason of a record about which a person has decided, until a poll has looked at it. */
export const matchDecided = (): string => 'its match was decided; the next poll looks at it';

/** Why two records are linked; clauses. */
export const linkedInReview = (): string => 'decided in the review of matches, or by a push before';

export const chosenByPerson = (): string => 'chosen by a person';

export const pushedBeforeRestore = (): string =>
  'it was pushed from here after the backup that this installation was restored from';

export const decidedInFile = (): string => 'as decided in a file';

export const scored = (reason: string, score: number): string => `${reason}, score ${score}`;

/** `agreeing`: what agrees, the weightiest first. */
export const agreesIn = (agreeing: readonly string[]): string => {
  if (agreeing.length === 0) return 'much the same name';
  if (agreeing.length === 1) return `same ${agreeing[0]}`;
  return `same ${agreeing.slice(0, -1).join(', ')} and ${agreeing.at(-1)}`;
};

export const nameOnly = (): string => 'same name only';

export const sameNameAndCompany = (): string => 'same name and company';

/** Of a row of the CRM whose own record is gone: `remote` is ConnectWise's word for it. */
export const sameNameAs = (remote: string, remoteId: string): string =>
  `same name and company as ${remote} ${remoteId}, which is gone from ConnectWise`;

export const othersFitToo = (because: string): string => `${because}, but another record of ConnectWise fits as well`;

/** How the comparison stands as a step of the set-up. */
export const comparisonStates = {
  none: 'Not compared yet.',
  running: 'The records are being compared.',
  failed: 'The last comparison did not come to its end.',
  outdated: 'The filters changed since the records were compared.',
} as const;

export const pairsWait = (pairs: number): string =>
  pairs === 1 ? '1 pair waits for a person.' : `${pairs} pairs wait for a person.`;

/** `filters`: whose filters have changed since. */
export const compareAgain = (filters: string): string =>
  `Since the comparison ${filters} changed. Compare again, then link: Set up → Match existing.`;

export const filtersOf = (records: string, direction: 'in' | 'out'): string =>
  `the filters of ${records} ${direction === 'in' ? 'from' : 'to'} ConnectWise`;
