import type { CatalogItem } from '../../../../connectwise/wire/catalog.ts';
import { isClear, isWorthAsking } from '../../matching/scoring/clear-pair.rules.ts';
import { reasonOf } from '../../matching/scoring/match.rules.ts';
import { featuresOf, type MatchRecord } from '../../matching/scoring/match-record.ts';
import {
  noPushContext,
  type ProposedPair,
  type PushMatchContext,
  withKnown,
} from '../../matching/scoring/push-match.ts';
import { scorePair } from '../../matching/scoring/score.rules.ts';
import { productScore } from './product-score.rules.ts';
import type { ProductRow } from './product-to-catalog-item.ts';

export type ProductDecision =
  | { kind: 'adopt'; item: CatalogItem; because: string }
  | { kind: 'create' }
  /** An item that has its identifier, name or part number, but may be another one. */
  | { kind: 'ask'; items: CatalogItem[]; pairs: ProposedPair[] };

/**
 * Which of these free catalog items is the product, by the scores of a pull. An identifier is unique in ConnectWise, but one that was given to
 * another item since is not the product any more: then not a word of the two descriptions is the same.
 */
export function decideProduct(
  product: ProductRow,
  items: readonly CatalogItem[],
  identifier: string,
  context: PushMatchContext = noPushContext,
): ProductDecision {
  const holds = (item: CatalogItem) => item.identifier?.trim().toLowerCase() === identifier.trim().toLowerCase();
  // One that has the identifier is in the way of a new item, whatever was said of it.
  const free = items.filter((item) => holds(item) || !context.rejected.has(String(item.id)));
  const scored = free.map((item) => scoreOf(product, item, identifier, context)).sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  const isRejected = best && context.rejected.has(String(best.item.id));
  if (
    best &&
    !isRejected &&
    isClear({ ...best, rival: Math.max(best.rival, rivalOf(best, second)) }, context.threshold)
  )
    return { kind: 'adopt', item: best.item, because: best.because };
  const waiting = scored.filter((one) => holds(one.item) || one.isOpen || isWorthAsking(one));
  if (waiting.length === 0) return { kind: 'create' };
  return { kind: 'ask', items: waiting.map((one) => one.item), pairs: waiting.map(proposed) };
}

type Scored = ReturnType<typeof scoreOf>;

/** An identifier is given once: an item that has it, and its name, is not outdone by others that only sound like it. */
const rivalOf = (best: Scored, second: Scored | undefined): number =>
  best.hasIdentifier && !second?.hasIdentifier ? 0 : (second?.score ?? 0);

function scoreOf(product: ProductRow, item: CatalogItem, identifier: string, context: PushMatchContext) {
  const pair = scorePair(
    productScore,
    featuresOf(productScore, recordOf(product, identifier)),
    featuresOf(productScore, recordOfItem(product, item, identifier)),
    context.rarity,
  );
  const known = context.known.get(String(item.id));
  return {
    item,
    because: reasonOf({ strong: { word: 'ID' } }, pair.breakdown),
    hasIdentifier: pair.breakdown.some((one) => one.attribute === 'identifier' && one.outcome === 'agrees'),
    isOpen: known !== undefined,
    ...withKnown(pair, known),
  };
}

const recordOf = (product: ProductRow, identifier: string): MatchRecord => ({
  id: product.id,
  name: product.name,
  identifier,
  isBundle: product.kind === 'bundle',
});

const recordOfItem = (product: ProductRow, item: CatalogItem, identifier: string): MatchRecord => ({
  id: String(item.id),
  // A name that is lent as identifier stands there instead of in the description.
  name: identifier === product.name && item.identifier === identifier ? product.name : (item.description ?? null),
  identifier: item.identifier ?? null,
  partNumber: item.manufacturerPartNumber ?? null,
  isBundle: item.productClass === 'Bundle',
});

const proposed = ({ item, score, veto, breakdown }: Scored): ProposedPair => ({
  remoteId: String(item.id),
  remoteName: item.description ?? item.identifier ?? '',
  remoteParentId: null,
  score,
  veto,
  breakdown,
});
