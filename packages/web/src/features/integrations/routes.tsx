import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const integrationsRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations',
      component: lazyRouteComponent(() => import('./integrations-page.tsx'), 'IntegrationsPage'),
    }),
  ] as const;
