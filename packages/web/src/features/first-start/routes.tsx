import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const firstStartRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'first-start',
      component: lazyRouteComponent(() => import('./first-start-page.tsx'), 'FirstStartPage'),
    }),
  ] as const;
