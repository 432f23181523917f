/**
 * The catalogue of what the engine says. Every sentence for people is made by a function of this folder, from typed arguments:
 * - `*-description.messages.ts`: descriptions of audit rows, whole sentences;
 * - `*-reason.messages.ts`: why something is skipped, a clause that stands after a colon: lower case, no full stop;
 * - `*-problem.messages.ts`: what an issue says, as `IssueText`.
 * A row of the audit log has its own columns for the record's kind, name and IDs, so a description begins with what is special and does not
 * repeat them. `catalogue.test.ts` renders each function and fails for one without a case.
 */
export interface IssueText {
  /** What is wrong with the record, as a sentence. */
  message: string;
  /** What a person can do about it. */
  advice: string;
}

/** ConnectWise's word for a kind of record and the CRM's: `company`, `client`. */
export interface RecordWords {
  remote: string;
  local: string;
}

/** `phone, city and zip`. */
export const inWords = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** `1 line`, `2,000 lines`. */
export const counted = (n: number, one: string, many: string): string =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;

/** A clause or a message of somebody else, made fit to stand before a full stop. */
export const withoutStop = (text: string): string => text.trim().replace(/\.+$/, '');
