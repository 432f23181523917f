import type { CatalogItem } from '../../../../connectwise/wire/catalog.ts';
import type { Comparison } from '../comparison.ts';
import { comparedProducts } from './product-comparison.queries.ts';

export const productComparison: Comparison<CatalogItem> = {
  properties: ['identifier', 'description', 'manufacturerPartNumber', 'productClass', 'inactiveFlag'],
  there: (item) => ({
    id: String(item.id),
    name: item.description ?? null,
    identifier: item.identifier ?? null,
    partNumber: item.manufacturerPartNumber ?? null,
    isBundle: item.productClass === 'Bundle',
  }),
  here: comparedProducts,
  detailHere: 't.sku',
};
