import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const securityRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'security',
      component: lazyRouteComponent(() => import('./security-page.tsx'), 'SecurityPage'),
    }),
  ] as const;
