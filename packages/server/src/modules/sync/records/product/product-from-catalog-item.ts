import type { ProductMap } from '@causeway/shared/forms/configuration/product-map';
import type { CatalogComponent, CatalogItem } from '../../../../connectwise/wire/catalog.ts';
import { pulledValue, sameText } from '../../../integration/mapping/product-map.rules.ts';
import { partInvalid } from '../../messages/pull-problem.messages.ts';
import { descriptionIsProductId, nameIsProductId } from '../../messages/unplaced.messages.ts';
import type { Draft, Fields, FieldValue } from '../entity-sync.ts';
import { reader } from '../fields/derive.ts';
import { RecordProblem } from '../record-problem.ts';
import { decimal, line, longest, requiredLine } from '../text.rules.ts';
import { type Unplaced, unplacedText } from '../unplaced.ts';
import { productFields } from './product.fields.ts';

const readFields = reader<CatalogItem>(productFields);

/**
 * A catalog item as it stands, whatever the product map makes of it; a bundle brings its parts, whose `productId` are still
 * ConnectWise IDs.
 */
export function draftFromCatalogItem(item: CatalogItem, components: readonly CatalogComponent[] = []): Draft {
  return {
    identifier: line(item.identifier, 'product ID'),
    shortDescription: line(item.description, 'description', longest.name),
    ...readFields(item),
    typeId: item.type ? String(item.type.id) : null,
    subcategoryId: item.subcategory ? String(item.subcategory.id) : null,
    bundleLines: item.productClass === 'Bundle' ? partsOf(components) : [],
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

/** The description of ConnectWise that no field of ours shows by the map. */
export function unplacedInProduct({ description, customerDescription }: CatalogItem, map: ProductMap): Unplaced[] {
  if (map.nameTo === 'identifier' && customerDescription?.trim())
    return [unplacedText('description', description, { label: 'description', because: nameIsProductId() })];
  if (map.nameTo === 'description' && map.identifierFrom === 'description')
    return [
      unplacedText('customerDescription', customerDescription, {
        label: 'customer description',
        because: descriptionIsProductId(),
      }),
    ];
  return [];
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
