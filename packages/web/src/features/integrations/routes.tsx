import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { excludedSearch } from './excluded/excluded-search.ts';
import { matchingSearch } from './matching/matching-search.ts';
import { previewSearch } from './preview/preview-search.ts';

/** Each step of the set-up is a page, framed by `SetupLayout`; later the same pages are the settings. */
export const integrationsRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations',
      component: lazyRouteComponent(() => import('./integrations-page.tsx'), 'IntegrationsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations/excluded',
      validateSearch: excludedSearch,
      component: lazyRouteComponent(() => import('./excluded/excluded-page.tsx'), 'ExcludedPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations/setup/connect',
      component: lazyRouteComponent(() => import('./setup/connect-step.tsx'), 'ConnectStep'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations/history',
      component: lazyRouteComponent(() => import('./history/history-page.tsx'), 'HistoryPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations/setup/permissions',
      component: lazyRouteComponent(() => import('./permissions/permissions-page.tsx'), 'PermissionsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations/setup/scope',
      component: lazyRouteComponent(() => import('./scope/scope-page.tsx'), 'ScopePage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations/setup/mapping',
      component: lazyRouteComponent(() => import('./mapping/opportunity-mapping-page.tsx'), 'OpportunityMappingPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations/setup/mapping/products',
      component: lazyRouteComponent(() => import('./mapping/product-mapping-page.tsx'), 'ProductMappingPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations/setup/mapping/taxes',
      component: lazyRouteComponent(() => import('./mapping/tax-mapping-page.tsx'), 'TaxMappingPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations/setup/matching',
      validateSearch: matchingSearch,
      component: lazyRouteComponent(() => import('./matching/matching-page.tsx'), 'MatchingPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations/setup/preview',
      validateSearch: previewSearch,
      component: lazyRouteComponent(() => import('./preview/preview-page.tsx'), 'PreviewPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations/setup/start',
      component: lazyRouteComponent(() => import('./start/start-page.tsx'), 'StartPage'),
    }),
  ] as const;
