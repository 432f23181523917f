import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { withWords } from '../../components/language/language.ts';
import { fromAddress, oneOf, searchOf } from '../../components/url-search.ts';
import { ActivitiesQuery, activitiesVariables } from './activities-page.graphql.ts';

const activitiesSearch = searchOf({ of: oneOf('all'), state: oneOf('OVERDUE', 'DONE', 'NOTES') });

export const activitiesRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'activities',
      validateSearch: fromAddress(activitiesSearch),
      component: lazyRouteComponent(() => withWords('activities', import('./activities-page.tsx')), 'ActivitiesPage'),
      ...askAhead((ask, { search }) => ask(ActivitiesQuery, activitiesVariables(activitiesSearch(search)))),
    }),
  ] as const;
