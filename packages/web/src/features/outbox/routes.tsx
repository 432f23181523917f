import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const outboxRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'outbox',
      component: lazyRouteComponent(() => import('./outbox-page.tsx'), 'OutboxPage'),
    }),
  ] as const;
