import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { auditSearch } from './audit-search.ts';

export const auditRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'audit',
      validateSearch: auditSearch,
      component: lazyRouteComponent(() => import('./audit-page.tsx'), 'AuditPage'),
    }),
  ] as const;
