import type { ProductMap } from '@causeway/shared/forms/configuration/product-map';
import type { ReferenceLists } from '../../../connection/reference-lists.ts';
import { classFor, pairOf, sameText, subcategoryFor, typeFor } from '../../../integration/mapping/product-map.rules.ts';
import { cut, wireLine } from '../wire-text.rules.ts';

/** A product as it stands in the CRM; money and quantities as decimal text. */
export interface ProductRow {
  id: string;
  name: string;
  sku: string | null;
  description: string | null;
  kind: 'product' | 'bundle';
  productClass: string | null;
  type: string | null;
  category: string | null;
  subcategory: string | null;
  unit: string | null;
  price: string;
  cost: string;
  isTaxable: boolean;
  isActive: boolean;
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
export function catalogIdentifier(
  product: Pick<ProductRow, 'sku' | 'name' | 'description'>,
  map: ProductMap,
): CatalogIdentifier {
  const { word, text } = sourceOf(product, map);
  const own = wireLine(text);
  if (!own || map.standard) return { identifier: own, word };
  return { identifier: pairOf(map.identifiers, own)?.remoteId ?? own, word };
}

/** The fields that are sent on create and on update. ConnectWise's description is short (60); the customer's description holds the whole text. */
export function productFields(product: ProductRow, { nameTo }: ProductMap) {
  const name = wireLine(product.name) ?? '';
  // Where the name is the Product ID, the description is free for the first line of ours.
  const firstLine = wireLine(product.description?.trim().split('\n')[0]);
  return {
    description: cut((nameTo === 'identifier' ? firstLine : undefined) ?? name, 60),
    customerDescription: cut(product.description?.trim() || product.name, 6_000),
    price: Number(product.price),
    cost: Number(product.cost),
    taxableFlag: product.isTaxable,
    inactiveFlag: !product.isActive,
  };
}

/** The body of a new catalog item, or the reason why ConnectWise has no option for something that an item cannot do without. */
export function newCatalogItem(
  product: ProductRow,
  identifier: string,
  map: ProductMap,
  lists: ReferenceLists,
): { body: Record<string, unknown> } | { lacks: string } {
  const subcategory = subcategoryFor(product, map, lists);
  if (subcategory.rule === 'none') return { lacks: subcategory.reason };
  const type = typeFor(product.type, map, lists);
  if (type.rule === 'none') return { lacks: type.reason };
  const productClass = classFor(product, map);
  if (productClass.rule === 'none') return { lacks: productClass.reason };
  const unit = lists.unit?.find((row) => row.isActive && sameText(row.label, product.unit));
  return {
    body: {
      identifier,
      ...productFields(product, map),
      productClass: productClass.remoteId,
      subcategory: { id: Number(subcategory.remoteId) },
      type: { id: Number(type.remoteId) },
      ...(unit ? { unitOfMeasure: { id: Number(unit.remoteId) } } : {}),
    },
  };
}

function sourceOf(
  product: Pick<ProductRow, 'sku' | 'name' | 'description'>,
  { nameTo, identifierFrom }: ProductMap,
): { word: CatalogIdentifier['word']; text: string | null } {
  if (nameTo === 'identifier') return { word: 'name', text: product.name };
  if (nameTo === 'description' && identifierFrom === 'description')
    return { word: 'description', text: product.description };
  if (nameTo === 'description' || wireLine(product.sku)) return { word: 'SKU', text: product.sku };
  return { word: 'name', text: product.name };
}
