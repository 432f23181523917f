import type { ProductMap } from '@causeway/shared/forms/configuration/product-map';
import type { CatalogComponent, CatalogItem } from '../../../../connectwise/wire/catalog.ts';
import { pulledValue, sameText } from '../../../integration/mapping/product-map.rules.ts';
import { partInvalid } from '../../messages/pull-problem.messages.ts';
import type { Draft, Fields, FieldValue } from '../entity-sync.ts';
import { RecordProblem } from '../record-problem.ts';
import { decimal, line, lines, longest, requiredLine } from '../text.rules.ts';

/**
 * A catalog item as it stands, whatever the product map makes of it; a bundle brings its parts, whose `productId` are still
 * ConnectWise IDs. Calculated prices stand where ConnectWise calculates them (§3.7).
 */
export function draftFromCatalogItem(item: CatalogItem, components: readonly CatalogComponent[] = []): Draft {
  const isBundle = item.productClass === 'Bundle';
  const calculated = item.calculatedPriceFlag === true;
  return {
    identifier: line(item.identifier, 'product ID'),
    shortDescription: line(item.description, 'description', longest.name),
    description: lines(item.customerDescription, 'customer description'),
    kind: isBundle ? 'bundle' : 'product',
    productClass: line(item.productClass, 'product class'),
    typeId: item.type ? String(item.type.id) : null,
    type: line(item.type?.name, 'type'),
    subcategoryId: item.subcategory ? String(item.subcategory.id) : null,
    category: line(item.category?.name, 'category'),
    subcategory: line(item.subcategory?.name, 'subcategory'),
    unit: line(item.unitOfMeasure?.name, 'unit of measure'),
    price: decimal(calculated ? (item.calculatedPrice ?? item.price) : item.price),
    cost: decimal(calculated ? (item.calculatedCost ?? item.cost) : item.cost),
    isTaxable: item.taxableFlag !== false,
    isActive: item.inactiveFlag !== true,
    bundleLines: isBundle ? partsOf(components) : [],
  };
}

/** The draft as a product by the map (requirements R37 to R40): the other direction of `product-to-catalog-item`. */
export function productFromDraft(draft: Draft, map: ProductMap): Fields {
  const { identifier, shortDescription, typeId, subcategoryId, ...same } = draft;
  const pair = map.standard ? undefined : map.categories.find((row) => row.remoteId === subcategoryId);
  return {
    ...same,
    ...namesFromDraft(draft, map),
    productClass: pulledValue(map.classes, { id: text(draft.productClass), name: text(draft.productClass) }, map),
    type: pulledValue(map.types, { id: text(typeId), name: text(draft.type) }, map),
    category: pair ? pair.category : (draft.category ?? null),
    subcategory: pair ? pair.subcategory : (draft.subcategory ?? null),
  };
}

/** Name, SKU and description; what no field of ConnectWise stands for is left out, so that ours stays. */
function namesFromDraft(draft: Draft, map: ProductMap): Record<string, FieldValue> {
  const own = text(draft.identifier);
  const known = map.standard ? undefined : map.identifiers.find((pair) => sameText(pair.remoteId, own));
  const identifier = known?.value ?? own;
  const shortDescription = text(draft.shortDescription);
  const description = text(draft.description);
  if (map.nameTo === 'identifier')
    return { name: requiredLine(identifier, 'product ID'), description: description ?? shortDescription };
  const name = requiredLine(shortDescription, 'description');
  if (map.nameTo === 'description' && map.identifierFrom === 'description') return { name, description: identifier };
  return { name, sku: identifier, description };
}

const text = (value: FieldValue | undefined): string | null => (typeof value === 'string' ? value : null);

/** Parts in their order; the same part listed twice becomes one line with the sum. */
function partsOf(components: readonly CatalogComponent[]): { productId: string; quantity: string }[] {
  const inOrder = [...components].sort((a, b) => (a.sequenceNumber ?? 0) - (b.sequenceNumber ?? 0) || a.id - b.id);
  const quantities = new Map<string, number>();
  for (const part of inOrder) {
    const quantity = part.quantity ?? 0;
    if (!part.catalogItem || quantity <= 0)
      throw RecordProblem.of(
        'invalid_record',
        partInvalid({ id: part.id, quantity, hasItem: Boolean(part.catalogItem) }),
      );
    const id = String(part.catalogItem.id);
    quantities.set(id, (quantities.get(id) ?? 0) + quantity);
  }
  return [...quantities].map(([productId, quantity]) => ({ productId, quantity: decimal(quantity) }));
}
