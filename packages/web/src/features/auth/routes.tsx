import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { withWords } from '../../components/language/language.ts';
import { oneOf, ownPath, searchOf, text } from '../../components/url-search.ts';

const signInSearch = searchOf({
  /** Where to go afterwards. */
  redirect: ownPath,
  reason: oneOf('expired', 'new-password'),
  /** Why a sign-in by provider did not work. */
  problem: text,
});

export const authRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'sign-in',
      validateSearch: signInSearch,
      component: lazyRouteComponent(() => withWords('auth', import('./sign-in-page.tsx')), 'SignInPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'forgot-password',
      component: lazyRouteComponent(() => withWords('auth', import('./sign-in-page.tsx')), 'ForgotPasswordPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'new-password',
      component: lazyRouteComponent(() => withWords('auth', import('./sign-in-page.tsx')), 'NewPasswordPage'),
    }),
  ] as const;
