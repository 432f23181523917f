import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { withWords } from '../../components/language/language.ts';
import { fromAddress } from '../../components/url-search.ts';
import { IssueGroupsQuery, IssuesQuery } from './issues.graphql.ts';
import { issuesFilter, issuesSearch, issuesVariables } from './issues-search.ts';

export const issuesRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'issues',
      validateSearch: fromAddress(issuesSearch),
      component: lazyRouteComponent(() => withWords('issues', import('./issues-page.tsx')), 'IssuesPage'),
      ...askAhead((ask, { search }) => {
        ask(IssuesQuery, issuesVariables(issuesSearch(search)));
        ask(IssueGroupsQuery, issuesFilter(issuesSearch(search)));
      }),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'issues/$id',
      component: lazyRouteComponent(() => withWords('issues', import('./one-issue-page.tsx')), 'OneIssuePage'),
    }),
  ] as const;
