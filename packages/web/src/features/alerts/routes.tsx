import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const alertsRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'alerts',
      component: lazyRouteComponent(() => import('./alerts-page.tsx'), 'AlertsPage'),
    }),
  ] as const;
