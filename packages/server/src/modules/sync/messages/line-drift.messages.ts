import { type IssueText, shortened } from './message.ts';

/** Lines of a won opportunity that were edited in ConnectWise after the push. */

/** What became of one line. */
export type LineEdit =
  | { name: string; did: 'removed' | 'cancelled' | 'added' }
  | { name: string; did: 'changed'; values: readonly { word: string; from: string; to: string }[] };

/** So many lines are named in the sentence; all of them stand in the changes. */
const MAX_NAMED = 5;

/** The same as long as nothing changes further. */
export function linesEdited(edits: readonly LineEdit[]): string {
  const named = edits.slice(0, MAX_NAMED).map(editWords);
  const rest = edits.length - named.length;
  const more = rest > 0 ? `; and ${rest} more ${rest === 1 ? 'line' : 'lines'}` : '';
  return `Edited in ConnectWise after the last push: ${named.join('; ')}${more}.`;
}

function editWords(edit: LineEdit): string {
  if (edit.did !== 'changed') return `"${edit.name}" was ${edit.did}`;
  return `"${edit.name}": ${edit.values.map(({ word, from, to }) => `${word} ${shortened(from)} → ${shortened(to)}`).join(', ')}`;
}

/** For the audit log: `edited` is the sentence of `linesEdited`. */
export const linesLeftAsTheyAre = (edited: string): string =>
  `${edited} Both stay as they are until the quote is edited here or its push is retried.`;

export const linesIssue = (opportunity: string, edited: string): IssueText => ({
  message: `Opportunity "${opportunity}": ${edited}`,
  advice:
    'Nothing is overwritten by itself. Retry sends the quote again and makes the lines those of the quote; dismiss leaves ConnectWise as it is.',
});

/** Also how the issue ends. */
export const linesAsSentAgain = (): string => 'The lines in ConnectWise are again as they were sent.';
