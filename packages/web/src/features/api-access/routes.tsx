import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { withWords } from '../../components/language/language.ts';
import { ApiTokensQuery, apiTokensContext } from './api-access.graphql.ts';

export const apiAccessRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'api-access',
      component: lazyRouteComponent(() => withWords('api-access', import('./api-access-page.tsx')), 'ApiAccessPage'),
      ...askAhead((ask) => ask(ApiTokensQuery, {}, apiTokensContext)),
    }),
  ] as const;
