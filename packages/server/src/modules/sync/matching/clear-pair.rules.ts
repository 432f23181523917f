import { CLEAR_MARGIN, type MatchVeto } from './score.rules.ts';

/** A pair with the best score that any other pair of its two records has; 0 when there is none. */
export interface Rivalry {
  score: number;
  rival: number;
  veto: MatchVeto | string | null;
}

/** Whether no other record on either side comes close. */
export const isUnrivalled = ({ score, rival }: Pick<Rivalry, 'score' | 'rival'>): boolean =>
  score - rival >= CLEAR_MARGIN;

/** Whether the program may link a pair: the threshold is reached, nothing speaks against it, and there is nobody else who it could be. */
export const isClear = (pair: Rivalry, threshold: number): boolean =>
  pair.veto === null && pair.score >= threshold && isUnrivalled(pair);

export const openBuckets = ['exact', 'probable', 'ambiguous'] as const;
export type OpenBucket = (typeof openBuckets)[number];

/** `exact`: linked without asking; `ambiguous`: another record looks much the same; `probable`: all that waits for another reason. */
export function bucketOf(pair: Rivalry, threshold: number): OpenBucket {
  if (!isUnrivalled(pair)) return 'ambiguous';
  return isClear(pair, threshold) ? 'exact' : 'probable';
}
