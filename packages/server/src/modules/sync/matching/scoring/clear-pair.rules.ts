import { type AttributeScore, CLEAR_MARGIN, type MatchVeto, MIN_SCORE } from './score.rules.ts';

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

/**
 * Whether a pair is worth a question: from the least score of a pull on, of the same name or identifier, or where more agrees than contradicts.
 * Neighbours whose names merely sound alike, each with a website of its own, are two companies.
 */
export function isWorthAsking({ score, breakdown }: { score: number; breakdown: readonly AttributeScore[] }): boolean {
  if (score < MIN_SCORE) return false;
  const agreeing = breakdown.filter((one) => one.outcome === 'agrees' && one.attribute !== 'company');
  if (agreeing.some((one) => one.attribute === 'name' || one.attribute === 'identifier')) return true;
  return agreeing.length > breakdown.filter((one) => one.points < 0 && one.attribute !== 'name').length;
}

/**
 * The pairs that are a question at this threshold. One whose record has a clear pair elsewhere is none: the clear pair is as far ahead of it
 * as it must be, and a record is linked once only.
 */
export function openQuestions<P extends Rivalry & { id?: string; localId: string; remoteId: string }>(
  pairs: readonly P[],
  threshold: number,
): P[] {
  const clear = pairs.filter((pair) => isClear(pair, threshold));
  const [locals, remotes] = [new Set(clear.map((p) => p.localId)), new Set(clear.map((p) => p.remoteId))];
  return pairs.filter((pair) => isClear(pair, threshold) || !(locals.has(pair.localId) || remotes.has(pair.remoteId)));
}

export const openBuckets = ['exact', 'probable', 'ambiguous'] as const;
export type OpenBucket = (typeof openBuckets)[number];

/** `exact`: linked without asking; `ambiguous`: another record looks much the same; `probable`: all that waits for another reason. */
export function bucketOf(pair: Rivalry, threshold: number): OpenBucket {
  if (!isUnrivalled(pair)) return 'ambiguous';
  return isClear(pair, threshold) ? 'exact' : 'probable';
}
