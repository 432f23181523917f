import type { Rivalry } from './clear-pair.rules.ts';
import type { Region } from './phones.rules.ts';
import { type AttributeScore, everyValueIsRare, type PairScore, type Rarity } from './score.rules.ts';

/** What is known of a CRM record that is about to be pushed, besides the records themselves. */
export interface PushMatchContext {
  /** From which score on a pair is linked without asking. */
  threshold: number;
  rarity: Rarity;
  /** Pairs of the last comparison that nobody has decided, by ConnectWise's ID. */
  known: ReadonlyMap<string, Rivalry & { state: 'proposed' | 'later' }>;
  /** ConnectWise's IDs of records that a person has said are others. */
  rejected: ReadonlySet<string>;
  /** The country of phone numbers whose record says none: the client's, else the workspace's. */
  home: Region | null;
}

export const noPushContext: PushMatchContext = {
  threshold: 90,
  rarity: everyValueIsRare,
  known: new Map(),
  rejected: new Set(),
  home: null,
};

/** A ConnectWise record that a push has met and a person is asked about. */
export interface ProposedPair {
  remoteId: string;
  remoteName: string;
  remoteParentId: string | null;
  score: number;
  veto: string | null;
  breakdown: readonly AttributeScore[];
}

/** A pair with the rival that it has besides those that were met just now. */
export type JudgedPair = Rivalry & Pick<PairScore, 'breakdown'>;

/**
 * A pair as it is scored now, with what the review of matches knows of it: the comparison saw both sides whole, so its rival counts and its score
 * may be the higher one. What was put off is not decided, and must not be linked by itself.
 */
export function withKnown(pair: PairScore, known: ReturnType<PushMatchContext['known']['get']>): JudgedPair {
  if (!known) return { ...pair, rival: 0 };
  const veto = known.state === 'later' ? 'later' : pair.veto;
  return { score: Math.max(pair.score, known.score), veto, rival: known.rival, breakdown: pair.breakdown };
}
