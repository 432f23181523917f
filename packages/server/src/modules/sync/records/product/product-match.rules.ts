import type { CatalogItem } from '../../../../connectwise/wire/catalog.ts';
import { isClear } from '../../matching/scoring/clear-pair.rules.ts';
import { featuresOf } from '../../matching/scoring/match-record.ts';
import { noPushContext, type PushMatchContext } from '../../matching/scoring/push-match.ts';
import { scorePair } from '../../matching/scoring/score.rules.ts';
import type { ProductRow } from './product-to-catalog-item.ts';

/**
 * Whether the catalog item that has a product's identifier may be taken for it without asking. An identifier is unique in ConnectWise, but one
 * that was given to another item since is not the product any more: then not a word of the two descriptions is the same.
 */
export function isSureItem(
  product: ProductRow,
  item: CatalogItem,
  identifier: string,
  context: PushMatchContext = noPushContext,
): boolean {
  if (context.rejected.has(String(item.id))) return false;
  const pair = scorePair(
    'product',
    featuresOf('product', {
      id: product.id,
      name: product.name,
      identifier,
      isBundle: product.kind === 'bundle',
    }),
    featuresOf('product', {
      id: String(item.id),
      // A name that is lent as identifier stands there instead of in the description.
      name: identifier === product.name ? product.name : (item.description ?? null),
      identifier: item.identifier ?? null,
      partNumber: item.manufacturerPartNumber ?? null,
      isBundle: item.productClass === 'Bundle',
    }),
    context.rarity,
  );
  return context.known.get(String(item.id))?.state !== 'later' && isClear({ ...pair, rival: 0 }, context.threshold);
}
