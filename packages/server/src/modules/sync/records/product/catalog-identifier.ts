import type { ProductMap } from '@causeway/shared/forms/configuration/product-map';
import { pairOf } from '../../../integration/mapping/product-map.rules.ts';
import { wireLine } from '../wire-text.rules.ts';

interface Named {
  sku: string | null;
  name: string;
  description: string | null;
}

/** The Product ID that a product gets, and the word of the field that it comes from; the ID is missing where that field is empty. */
export interface CatalogIdentifier {
  identifier: string | undefined;
  word: 'name' | 'SKU' | 'description';
}

/**
 * The Product ID (requirements R39, R40): the name, or the field chosen for it. As long as nothing is chosen the SKU, else the name.
 * Never made unique by a suffix: an item that has it already is the product.
 */
export function catalogIdentifier(product: Named, map: ProductMap): CatalogIdentifier {
  const { word, text } = sourceOf(product, map);
  const own = wireLine(text);
  if (!own || map.standard) return { identifier: own, word };
  return { identifier: pairOf(map.identifiers, own)?.remoteId ?? own, word };
}

function sourceOf(
  product: Named,
  { nameTo, identifierFrom }: ProductMap,
): { word: CatalogIdentifier['word']; text: string | null } {
  if (nameTo === 'identifier') return { word: 'name', text: product.name };
  if (nameTo === 'description' && identifierFrom === 'description')
    return { word: 'description', text: product.description };
  if (nameTo === 'description' || wireLine(product.sku)) return { word: 'SKU', text: product.sku };
  return { word: 'name', text: product.name };
}
