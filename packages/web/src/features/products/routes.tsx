import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { editVariables } from '../../components/edit-variables.ts';
import { withWords } from '../../components/language/language.ts';
import { flag, oneOf, searchOf, text } from '../../components/url-search.ts';
import { EditProductQuery, ProductQuery, ProductsQuery, productsVariables } from './products.graphql.ts';

const listSearch = searchOf({
  search: text,
  kind: oneOf('PRODUCT', 'BUNDLE'),
  inactive: flag,
});

export const productsRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'products',
      validateSearch: listSearch,
      component: lazyRouteComponent(() => withWords('products', import('./products-page.tsx')), 'ProductsPage'),
      ...askAhead((ask, { search }) => ask(ProductsQuery, productsVariables(listSearch(search)))),
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
