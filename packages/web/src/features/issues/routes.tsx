import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { issuesSearch } from './issues-search.ts';

export const issuesRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'issues',
      validateSearch: issuesSearch,
      component: lazyRouteComponent(() => import('./issues-page.tsx'), 'IssuesPage'),
    }),
  ] as const;
