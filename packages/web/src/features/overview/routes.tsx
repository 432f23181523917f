import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const overviewRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'overview',
      component: lazyRouteComponent(() => import('./overview-page.tsx'), 'OverviewPage'),
    }),
  ] as const;
