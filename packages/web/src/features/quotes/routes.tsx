import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { withWords } from '../../components/language/language.ts';
import { fromAddress, oneOf, searchOf, text } from '../../components/url-search.ts';
import { NewQuoteQuery, QuoteQuery, QuotesQuery, quotesVariables } from './quotes.graphql.ts';

const listSearch = searchOf({
  search: text,
  state: oneOf('DRAFT', 'SENT', 'ACCEPTED', 'DECLINED'),
});

export const quotesRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'quotes',
      validateSearch: fromAddress(listSearch),
      component: lazyRouteComponent(() => withWords('quotes', import('./quotes-page.tsx')), 'QuotesPage'),
      ...askAhead((ask, { search }) => ask(QuotesQuery, quotesVariables(listSearch(search)))),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'quotes/$quoteId',
      component: lazyRouteComponent(() => withWords('quotes', import('./quote-page.tsx')), 'QuotePage'),
      ...askAhead((ask, { params }) => ask(QuoteQuery, { id: params.quoteId ?? '' })),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'opportunities/$opportunityId/quotes/new',
      component: lazyRouteComponent(() => withWords('quotes', import('./new-quote-page.tsx')), 'NewQuotePage'),
      ...askAhead((ask, { params }) => ask(NewQuoteQuery, { opportunityId: params.opportunityId ?? '' })),
    }),
  ] as const;
