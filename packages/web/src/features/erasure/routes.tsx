import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const erasureRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'erasure',
      component: lazyRouteComponent(() => import('./erasure-page.tsx'), 'ErasurePage'),
    }),
  ] as const;
