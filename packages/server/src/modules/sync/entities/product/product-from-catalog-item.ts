import type { CatalogComponent, CatalogItem } from '../../../../connectwise/wire/catalog.ts';
import type { Draft } from '../../entity-sync.ts';
import { RecordProblem } from '../../record-problem.ts';
import { decimal, line, lines, requiredLine } from '../../text.rules.ts';

/**
 * A catalog item as a product, named by its description with the identifier as SKU; a bundle brings its parts, whose `productId`
 * are still ConnectWise IDs. Calculated prices stand where ConnectWise calculates them (§3.7).
 */
export function productFromCatalogItem(item: CatalogItem, components: readonly CatalogComponent[] = []): Draft {
  const isBundle = item.productClass === 'Bundle';
  const calculated = item.calculatedPriceFlag === true;
  return {
    name: requiredLine(item.description, 'description'),
    sku: line(item.identifier, 'product ID'),
    description: lines(item.customerDescription, 'customer description'),
    kind: isBundle ? 'bundle' : 'product',
    productClass: line(item.productClass, 'product class'),
    type: line(item.type?.name, 'type'),
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

/** Parts in their order; the same part listed twice becomes one line with the sum. */
function partsOf(components: readonly CatalogComponent[]): { productId: string; quantity: string }[] {
  const inOrder = [...components].sort((a, b) => (a.sequenceNumber ?? 0) - (b.sequenceNumber ?? 0) || a.id - b.id);
  const quantities = new Map<string, number>();
  for (const part of inOrder) {
    const quantity = part.quantity ?? 0;
    if (!part.catalogItem || quantity <= 0)
      throw new RecordProblem(
        'invalid_record',
        `Its part ${part.id} has ${part.catalogItem ? `the quantity ${quantity}` : 'no catalog item'}.`,
        'Mend the parts of the bundle in ConnectWise, then retry.',
      );
    const id = String(part.catalogItem.id);
    quantities.set(id, (quantities.get(id) ?? 0) + quantity);
  }
  return [...quantities].map(([productId, quantity]) => ({ productId, quantity: decimal(quantity) }));
}
