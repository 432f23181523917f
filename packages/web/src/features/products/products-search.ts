import { momentsOf, pastDays } from '../../components/date-range.ts';
import { standings } from '../../components/standings.ts';
import { flag, oneOf, searchOf, text } from '../../components/url-search.ts';
import type { ProductOrder } from '../../graphql/graphql.ts';

export const productOrders = ['SKU', 'CATEGORY', 'PRICE', 'COST'] as const satisfies readonly ProductOrder[];

/** The list of products in the address. */
export const productsSearch = searchOf({
  search: text,
  kind: oneOf('PRODUCT', 'BUNDLE'),
  category: text,
  type: text,
  /** `true` with the active ones; `only` without them. */
  inactive: (value: unknown) => flag(value) || oneOf('only')(value),
  standing: oneOf(...standings),
  created: pastDays,
  changed: pastDays,
  sort: oneOf(...productOrders),
  desc: flag,
});

export type ProductsSearch = ReturnType<typeof productsSearch>;

/** What the server is asked; also by the export. */
export const productsFilter = (asked: ProductsSearch) => ({
  search: asked.search ?? null,
  kind: asked.kind ?? null,
  category: asked.category ?? null,
  type: asked.type ?? null,
  includeInactive: asked.inactive === true,
  isActive: asked.inactive === 'only' ? false : null,
  standing: asked.standing ?? null,
  created: momentsOf(asked.created),
  changed: momentsOf(asked.changed),
  orderBy: asked.sort ?? null,
  descending: asked.desc ?? false,
});
