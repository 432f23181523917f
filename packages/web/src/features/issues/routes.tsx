import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const issuesRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'issues',
      component: lazyRouteComponent(() => import('./issues-page.tsx'), 'IssuesPage'),
    }),
  ] as const;
