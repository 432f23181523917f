import type { ReferenceKind } from '@causeway/shared/vocabulary';
import { findReference, type ReferenceLists } from '../../connection/reference-lists.ts';
import { referenceWords } from '../../connection/reference-words.ts';
import type { DriftCode } from './drift-task.ts';

export type LossCode = Extract<DriftCode, 'option_inactive' | 'option_gone'>;

/** What is wrong with an option, or null. A list that was never read says nothing. */
export function lossOf(lists: ReferenceLists, kind: ReferenceKind, remoteId: string): LossCode | null {
  const rows = lists[kind] ?? [];
  if (rows.length === 0) return null;
  const found = findReference(rows, remoteId);
  if (!found || found.flags.isGone) return 'option_gone';
  return found.isActive ? null : 'option_inactive';
}

/** `3.Quote`, as long as the label is known. */
export const labelOf = (lists: ReferenceLists, kind: ReferenceKind, remoteId: string): string =>
  findReference(lists[kind], remoteId)?.label ?? `with ID ${remoteId}`;

/** What happened to it: `Stage 3.Quote was deactivated in ConnectWise`. */
export function lossWords(lists: ReferenceLists, kind: ReferenceKind, remoteId: string): string {
  const name = nameOf(lists, kind, remoteId);
  return lossOf(lists, kind, remoteId) === 'option_gone'
    ? `${name} is no longer in ConnectWise`
    : `${name} was deactivated in ConnectWise`;
}

/** `Stage 3.Quote`. */
export function nameOf(lists: ReferenceLists, kind: ReferenceKind, remoteId: string): string {
  const word = referenceWords[kind];
  return `${word.charAt(0).toUpperCase()}${word.slice(1)} ${labelOf(lists, kind, remoteId)}`;
}
