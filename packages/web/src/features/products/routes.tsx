import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { editVariables } from '../../components/edit-variables.ts';
import { withWords } from '../../components/language/language.ts';
import { fromAddress } from '../../components/url-search.ts';
import { productsSearch } from './products-search.ts';

/** Not among the first thing that a browser loads. */
const queries = () => import('./products.graphql.ts');

export const productsRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'products',
      validateSearch: fromAddress(productsSearch),
      component: lazyRouteComponent(() => withWords('products', import('./products-page.tsx')), 'ProductsPage'),
      ...askAhead(async (ask, { search }) => {
        const { ProductsQuery, productsVariables } = await queries();
        ask(ProductsQuery, productsVariables(productsSearch(search)));
      }),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'products/new',
      component: lazyRouteComponent(() => withWords('products', import('./edit-product-page.tsx')), 'EditProductPage'),
      ...askAhead(async (ask, { params }) => ask((await queries()).EditProductQuery, editVariables(params.productId))),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'products/$productId',
      component: lazyRouteComponent(() => withWords('products', import('./product-page.tsx')), 'ProductPage'),
      ...askAhead(async (ask, { params }) => ask((await queries()).ProductQuery, { id: params.productId ?? '' })),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'products/$productId/edit',
      component: lazyRouteComponent(() => withWords('products', import('./edit-product-page.tsx')), 'EditProductPage'),
      ...askAhead(async (ask, { params }) => ask((await queries()).EditProductQuery, editVariables(params.productId))),
    }),
  ] as const;
