import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const runsRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'runs',
      component: lazyRouteComponent(() => import('./runs-page.tsx'), 'RunsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'runs/$runId',
      component: lazyRouteComponent(() => import('./run-page.tsx'), 'RunPage'),
    }),
  ] as const;
