import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { withWords } from '../../components/language/language.ts';
import { fromAddress } from '../../components/url-search.ts';
import { quotesSearch, quotesVariables } from './quotes-search.ts';

const queries = () => import('./quotes.graphql.ts');

export const quotesRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'quotes',
      validateSearch: fromAddress(quotesSearch),
      component: lazyRouteComponent(() => withWords('quotes', import('./quotes-page.tsx')), 'QuotesPage'),
      ...askAhead(async (ask, { search }) => ask((await queries()).QuotesQuery, quotesVariables(quotesSearch(search)))),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'quotes/$quoteId',
      component: lazyRouteComponent(() => withWords('quotes', import('./quote-page.tsx')), 'QuotePage'),
      ...askAhead(async (ask, { params }) => ask((await queries()).QuoteQuery, { id: params.quoteId ?? '' })),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'opportunities/$opportunityId/quotes/new',
      component: lazyRouteComponent(() => withWords('quotes', import('./new-quote-page.tsx')), 'NewQuotePage'),
      ...askAhead(async (ask, { params }) =>
        ask((await queries()).NewQuoteQuery, { opportunityId: params.opportunityId ?? '' }),
      ),
    }),
  ] as const;
