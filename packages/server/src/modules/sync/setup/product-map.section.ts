import { mergeProductMap } from '../../mapping/product-map-change.rules.ts';
import { productMapMissing, productMapProblems } from '../../mapping/product-map-problems.rules.ts';
import { section } from './section.ts';

/** How products stand for catalog items. */
export const productMap = section({
  key: 'productMap',
  step: 'mapping',
  word: 'product map',
  merge: mergeProductMap,
  problems: ({ before, next, input, facts }) =>
    productMapProblems({ before: before.productMap, next: next.productMap, input, lists: facts.lists }),
  missing: ({ productMap: map }) => productMapMissing(map),
});
