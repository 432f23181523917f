import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const apiAccessRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'api-access',
      component: lazyRouteComponent(() => import('./api-access-page.tsx'), 'ApiAccessPage'),
    }),
  ] as const;
