import type { ProductMap } from '@causeway/shared/forms/configuration/product-map';
import { classFor, subcategoryFor, typeFor } from '../../../integration/mapping/product-map.rules.ts';
import { configuredTable } from '../fields/configured-fields.ts';
import { type CreateBody, createBody } from '../fields/derive.ts';
import type { WriteContext } from '../fields/field-table.ts';
import { type ProductRow, productFields } from './product.fields.ts';

export { catalogIdentifier } from './catalog-identifier.ts';
export type { ProductRow } from './product.fields.ts';

/** The body of a new catalog item, or the reason why ConnectWise has no option for something that an item cannot do without. */
export function newCatalogItem(
  product: ProductRow,
  identifier: string,
  context: WriteContext,
): CreateBody | { lacks: string } {
  const map: ProductMap = context.configuration.productMap;
  const subcategory = subcategoryFor(product, map, context.lists);
  const type = typeFor(product.type, map, context.lists);
  const productClass = classFor(product, map);
  for (const option of [subcategory, type, productClass]) if (option.rule === 'none') return { lacks: option.reason };
  const { body, notSent } = createBody(configuredTable(productFields, 'product', context), product, context);
  // The SKU is told by the item's ID, whether or not somebody chose where that comes from.
  return {
    body: {
      productClass: productClass.remoteId,
      subcategory: { id: Number(subcategory.remoteId) },
      type: { id: Number(type.remoteId) },
      ...body,
      identifier,
    },
    notSent: notSent.filter(({ field }) => field !== 'sku'),
  };
}
