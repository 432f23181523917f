import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { editVariables } from '../../components/edit-variables.ts';
import { withWords } from '../../components/language/language.ts';
import { fromAddress } from '../../components/url-search.ts';
import { EditProductQuery, ProductQuery, ProductsQuery, productsVariables } from './products.graphql.ts';
import { productsSearch } from './products-search.ts';

export const productsRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'products',
      validateSearch: fromAddress(productsSearch),
      component: lazyRouteComponent(() => withWords('products', import('./products-page.tsx')), 'ProductsPage'),
      ...askAhead((ask, { search }) => ask(ProductsQuery, productsVariables(productsSearch(search)))),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'products/new',
      component: lazyRouteComponent(() => withWords('products', import('./edit-product-page.tsx')), 'EditProductPage'),
      ...askAhead((ask, { params }) => ask(EditProductQuery, editVariables(params.productId))),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'products/$productId',
      component: lazyRouteComponent(() => withWords('products', import('./product-page.tsx')), 'ProductPage'),
      ...askAhead((ask, { params }) => ask(ProductQuery, { id: params.productId ?? '' })),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'products/$productId/edit',
      component: lazyRouteComponent(() => withWords('products', import('./edit-product-page.tsx')), 'EditProductPage'),
      ...askAhead((ask, { params }) => ask(EditProductQuery, editVariables(params.productId))),
    }),
  ] as const;
