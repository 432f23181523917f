import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { withWords } from '../../components/language/language.ts';
import { fromAddress } from '../../components/url-search.ts';
import { runsSearch, runsVariables } from './runs-search.ts';

export const runsRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'runs',
      validateSearch: fromAddress(runsSearch),
      component: lazyRouteComponent(() => withWords('runs', import('./runs-page.tsx')), 'RunsPage'),
      ...askAhead(async (ask, { search }) => {
        const { SyncRunsQuery } = await import('./runs.graphql.ts');
        ask(SyncRunsQuery, runsVariables(runsSearch(search)));
      }),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'runs/$runId',
      component: lazyRouteComponent(() => withWords('runs', import('./run-page.tsx')), 'RunPage'),
      ...askAhead(async (ask, { params }) => {
        const { SyncRunQuery } = await import('./runs.graphql.ts');
        ask(SyncRunQuery, { id: params.runId ?? '' });
      }),
    }),
  ] as const;
