import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { excludedSearch } from './excluded/excluded-search.ts';

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
      path: 'integrations/setup/start',
      component: lazyRouteComponent(() => import('./start/start-page.tsx'), 'StartPage'),
    }),
  ] as const;
