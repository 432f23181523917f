import { counted } from '@causeway/shared/counted';
import type { RecordWords } from './message.ts';

const count = (n: number, word: string): string => counted(n, word, pluralOf(word));
const pluralOf = (word: string): string => (word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`);

export const undoBegun = (): string =>
  'Began to undo the first sync, and stopped the sync. Records that nobody has used are removed from the CRM; ConnectWise is not touched.';

export const undoDone = ({ removed, kept }: { removed: number; kept: number }): string =>
  `Undid the first sync: removed ${count(removed, 'record')} from the CRM with the links; ${counted(kept, 'record stays', 'records stay')}. ConnectWise was not touched.`;

export const recordUndone = ({ local }: RecordWords): string =>
  `Removed from the CRM, since the first sync that created it was undone. Nobody had used this ${local}. ConnectWise was not touched.`;

export interface UndoFigure {
  /** The CRM's word for the kind of record. */
  what: string;
  count: number;
  /** Why these stay; null for those that go. */
  reason: string | null;
}

/** What an undo would do, does or did. */
export function undoSentences(state: 'possible' | 'running' | 'done', figures: readonly UndoFigure[]): string[] {
  const goes = state === 'done' ? 'removed from the CRM' : 'to be removed from the CRM';
  const first = {
    possible: 'The sync stops. Starting it again brings in what ConnectWise has by then. ConnectWise is not touched.',
    running: 'It is being undone. ConnectWise is not touched.',
    done: 'It was undone. ConnectWise was not touched.',
  }[state];
  return [
    first,
    ...figures.map(({ what, count: n, reason }) =>
      reason === null ? `${count(n, what)} ${goes}.` : `${count(n, what)} ${n === 1 ? 'stays' : 'stay'}: ${reason}.`,
    ),
  ];
}

/** How an issue ended whose record was taken back. */
export const issueUndone = (): string => 'The first sync was undone.';
