import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const signInSettingsRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'sign-in-settings',
      component: lazyRouteComponent(() => import('./sign-in-settings-page.tsx'), 'SignInSettingsPage'),
    }),
  ] as const;
