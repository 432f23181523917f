import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const integrationsRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations',
      component: lazyRouteComponent(() => import('./integrations-page.tsx'), 'IntegrationsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations/connect',
      component: lazyRouteComponent(() => import('./connect-page.tsx'), 'ConnectPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations/settings',
      component: lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage'),
    }),
  ] as const;
