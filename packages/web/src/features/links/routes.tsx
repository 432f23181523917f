import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { withWords } from '../../components/language/language.ts';
import { EntityLinksQuery } from '../../components/links/links.graphql.ts';
import { fromAddress } from '../../components/url-search.ts';
import { linksSearch, linksVariables } from './links-search.ts';

export const linksRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'links',
      validateSearch: fromAddress(linksSearch),
      component: lazyRouteComponent(() => withWords('links', import('./links-page.tsx')), 'LinksPage'),
      ...askAhead((ask, { search }) => ask(EntityLinksQuery, linksVariables(linksSearch(search)))),
    }),
  ] as const;
