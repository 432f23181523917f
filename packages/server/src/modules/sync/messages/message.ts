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

/** So much of a value stands in a sentence; the changes of its row hold more of it. */
const MAX_VALUE = 100;

/** A value in one line, cut so that what is said after it is not lost. */
export function shortened(value: string): string {
  const characters = [...value.replace(/\s+/g, ' ')];
  const line = characters.slice(0, MAX_VALUE).join('');
  return characters.length > MAX_VALUE ? `${line.trimEnd()}…` : line;
}

export const quoted = (value: string): string => `"${shortened(value)}"`;

/** A clause or a message of somebody else, made fit to stand before a full stop. */
export const withoutStop = (text: string): string => text.trim().replace(/\.+$/, '');

/**
 * How fields stand in which both sides had another value: `fields` in words, of which `first` had never been agreed on, so that nobody knows who
 * changed them. `end` tells what becomes of them.
 */
export function bothDiffer(fields: readonly string[], first: readonly string[], end: string): string[] {
  const edited = fields.filter((field) => !first.includes(field));
  const own = fields.filter((field) => first.includes(field));
  return [
    ...(edited.length > 0 ? [`Both sides had changed ${inWords(edited)}; ${end}`] : []),
    ...(own.length > 0 ? [`Each side had its own ${inWords(own)}; ${end}`] : []),
  ];
}
