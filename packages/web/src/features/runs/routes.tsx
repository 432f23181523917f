import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { withWords } from '../../components/language/language.ts';
import { runsVariables, SyncRunQuery, SyncRunsQuery } from './runs.graphql.ts';

export const runsRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'runs',
      component: lazyRouteComponent(() => withWords('runs', import('./runs-page.tsx')), 'RunsPage'),
      ...askAhead((ask) => ask(SyncRunsQuery, runsVariables)),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'runs/$runId',
      component: lazyRouteComponent(() => withWords('runs', import('./run-page.tsx')), 'RunPage'),
      ...askAhead((ask, { params }) => ask(SyncRunQuery, { id: params.runId ?? '' })),
    }),
  ] as const;
