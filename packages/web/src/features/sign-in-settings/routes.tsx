import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { withWords } from '../../components/language/language.ts';

export const signInSettingsRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'sign-in-settings',
      component: lazyRouteComponent(
        () => withWords('sign-in-settings', import('./sign-in-settings-page.tsx')),
        'SignInSettingsPage',
      ),
    }),
  ] as const;
