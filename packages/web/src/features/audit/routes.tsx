import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { withWords } from '../../components/language/language.ts';
import { fromAddress } from '../../components/url-search.ts';
import { AuditEventsQuery } from './audit.graphql.ts';
import { auditSearch, auditVariables } from './audit-search.ts';

export const auditRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'audit',
      validateSearch: fromAddress(auditSearch),
      component: lazyRouteComponent(() => withWords('audit', import('./audit-page.tsx')), 'AuditPage'),
      ...askAhead((ask, place) => {
        const search = auditSearch(place.search);
        // A span ends when the page is there.
        if (!search.range) ask(AuditEventsQuery, auditVariables(search, Date.now()));
      }),
    }),
  ] as const;
