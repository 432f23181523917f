import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const profileRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'profile',
      component: lazyRouteComponent(() => import('./profile-page.tsx'), 'ProfilePage'),
    }),
  ] as const;
