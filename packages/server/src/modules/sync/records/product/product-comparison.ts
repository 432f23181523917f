import type { CatalogItem } from '../../../../connectwise/wire/catalog.ts';
import type { Comparison } from '../comparison.ts';

export const productComparison: Comparison<CatalogItem> = {
  properties: ['identifier', 'description', 'manufacturerPartNumber', 'productClass', 'inactiveFlag'],
  unusedFlag: { property: 'inactiveFlag', field: 'inactive' },
  there: (item) => ({
    id: String(item.id),
    name: item.description ?? null,
    identifier: item.identifier ?? null,
    partNumber: item.manufacturerPartNumber ?? null,
    isBundle: item.productClass === 'Bundle',
  }),
  here: `select id, name, sku as identifier, kind = 'bundle' as "isBundle" from product`,
  detailHere: 't.sku',
};
