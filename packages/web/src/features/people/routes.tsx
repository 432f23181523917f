import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const peopleRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'people',
      component: lazyRouteComponent(() => import('./people-page.tsx'), 'PeoplePage'),
    }),
  ] as const;

/** Where an invitation's link leads, outside the sign-in. */
export const invitationRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'invitation',
      component: lazyRouteComponent(() => import('./invitation-page.tsx'), 'InvitationPage'),
    }),
  ] as const;
