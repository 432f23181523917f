import type { ReferenceKind, SetupStep } from '@causeway/shared/vocabulary';
import type { ReferenceLists } from '../../../connection/reference-lists.ts';
import { lossOf, lossWords } from '../../../integration/drift/option-loss.rules.ts';

/** An option that a push is about to write, and where it was chosen. */
export interface WantedOption {
  kind: ReferenceKind;
  remoteId: string | null;
  /** In words: `stage "Proposal" is mapped to it`. */
  why: string;
  step: SetupStep;
}

/** The first of the options that ConnectWise has deactivated or removed, in words; null when all can be used. */
export function lostOption(
  wanted: readonly WantedOption[],
  lists: ReferenceLists,
): { loss: string; why: string; step: SetupStep } | null {
  for (const { kind, remoteId, why, step } of wanted)
    if (remoteId && lossOf(lists, kind, remoteId)) return { loss: lossWords(lists, kind, remoteId), why, step };
  return null;
}
