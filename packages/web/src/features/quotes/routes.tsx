import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';

const search = z.object({
  search: z.string().optional().catch(undefined),
  state: z.enum(['DRAFT', 'SENT', 'ACCEPTED', 'DECLINED']).optional().catch(undefined),
});

export const quotesRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'quotes',
      validateSearch: search,
      component: lazyRouteComponent(() => import('./quotes-page.tsx'), 'QuotesPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'quotes/$quoteId',
      component: lazyRouteComponent(() => import('./quote-page.tsx'), 'QuotePage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'opportunities/$opportunityId/quotes/new',
      component: lazyRouteComponent(() => import('./new-quote-page.tsx'), 'NewQuotePage'),
    }),
  ] as const;
