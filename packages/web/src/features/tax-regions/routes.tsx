import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { withWords } from '../../components/language/language.ts';
import { TaxRegionsQuery, taxRegionsContext } from './tax-regions.graphql.ts';

export const taxRegionsRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'tax-regions',
      component: lazyRouteComponent(() => withWords('tax-regions', import('./tax-regions-page.tsx')), 'TaxRegionsPage'),
      ...askAhead((ask) => ask(TaxRegionsQuery, {}, taxRegionsContext)),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'tax-regions/new',
      component: lazyRouteComponent(
        () => withWords('tax-regions', import('./edit-tax-region-page.tsx')),
        'NewTaxRegionPage',
      ),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'tax-regions/$taxRegionId',
      component: lazyRouteComponent(
        () => withWords('tax-regions', import('./edit-tax-region-page.tsx')),
        'EditTaxRegionPage',
      ),
      ...askAhead((ask) => ask(TaxRegionsQuery, {}, taxRegionsContext)),
    }),
  ] as const;
