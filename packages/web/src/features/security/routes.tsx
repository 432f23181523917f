import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { withWords } from '../../components/language/language.ts';
import { fromAddress } from '../../components/url-search.ts';
import { securitySearch, securityVariables } from './security-search.ts';

export const securityRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'security',
      validateSearch: fromAddress(securitySearch),
      component: lazyRouteComponent(() => withWords('security', import('./security-page.tsx')), 'SecurityPage'),
      ...askAhead(async (ask, { search }) => {
        const { SecurityLogQuery } = await import('./security.graphql.ts');
        ask(SecurityLogQuery, securityVariables(securitySearch(search)));
      }),
    }),
  ] as const;
