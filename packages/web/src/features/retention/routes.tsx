import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const retentionRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'retention',
      component: lazyRouteComponent(() => import('./retention-page.tsx'), 'RetentionPage'),
    }),
  ] as const;
