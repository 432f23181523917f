import { mergeProductMap } from '../mapping/product-map-change.rules.ts';
import { productMapMissing, productMapProblems } from '../mapping/product-map-problems.rules.ts';
import { section } from '../setup/section.ts';
import { usesOfProductMap } from './product-map-uses.rules.ts';

/** How products stand for catalog items. */
export const productMap = section({
  key: 'productMap',
  step: 'mapping',
  merge: mergeProductMap,
  problems: ({ before, next, input, facts }) =>
    productMapProblems({ before: before.productMap, next: next.productMap, input, lists: facts.lists }),
  missing: ({ productMap: map }) => productMapMissing(map),
  uses: usesOfProductMap,
  words: {
    standard: 'Standard product mapping',
    nameTo: 'Product name goes to',
    identifierFrom: 'Product ID comes from',
    'standardDefaults.productTypeId': 'Standard product type',
    'standardDefaults.categoryId': 'Standard category',
    'standardDefaults.subcategoryId': 'Standard subcategory',
    'standardDefaults.productClass': 'Standard product class',
    'types.remoteId': 'Product type',
    'categories.remoteId': 'Subcategory',
    'classes.remoteId': 'Product class',
    'identifiers.remoteId': 'Product ID',
    'lineItems.other': 'Item of lines without a product',
    'lineItems.discount': 'Item of discounts',
    'lineItems.shipping': 'Item of shipping',
  },
  values: { identifier: 'Product ID', sku: 'SKU' },
});
