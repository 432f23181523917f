import { flag, oneOf, searchOf, text } from '../../components/url-search.ts';
import type { DocumentOrder } from '../../graphql/graphql.ts';

export const quoteOrders = [
  'TITLE',
  'OPPORTUNITY',
  'CLIENT',
  'STATE',
  'CREATED',
  'CHANGED',
] as const satisfies readonly DocumentOrder[];

/** The list of quotes in the address. */
export const quotesSearch = searchOf({
  search: text,
  state: oneOf('DRAFT', 'SENT', 'ACCEPTED', 'DECLINED'),
  sort: oneOf(...quoteOrders),
  desc: flag,
});

export type QuotesSearch = ReturnType<typeof quotesSearch>;

export const quotesVariables = ({ search, state, sort, desc }: QuotesSearch) => ({
  first: 50,
  search: search ?? null,
  state: state ?? null,
  orderBy: sort ?? null,
  descending: desc ?? false,
});
