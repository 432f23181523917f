import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { withWords } from '../../components/language/language.ts';

export const peopleRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'people',
      component: lazyRouteComponent(() => withWords('people', import('./people-page.tsx')), 'PeoplePage'),
      ...askAhead(async (ask) => {
        const { PeopleQuery, peopleContext } = await import('./people.graphql.ts');
        ask(PeopleQuery, {}, peopleContext);
      }),
    }),
  ] as const;

/** Where an invitation's link leads, outside the sign-in. */
export const invitationRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'invitation',
      component: lazyRouteComponent(() => withWords('people', import('./invitation-page.tsx')), 'InvitationPage'),
    }),
  ] as const;
