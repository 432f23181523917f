import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { withWords } from '../../components/language/language.ts';

export const profileRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'profile',
      component: lazyRouteComponent(() => withWords('profile', import('./profile-page.tsx')), 'ProfilePage'),
    }),
  ] as const;
