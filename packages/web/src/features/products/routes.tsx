import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';

const search = z.object({
  search: z.string().optional().catch(undefined),
  kind: z.enum(['PRODUCT', 'BUNDLE']).optional().catch(undefined),
  inactive: z.boolean().optional().catch(undefined),
});

export const productsRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'products',
      validateSearch: search,
      component: lazyRouteComponent(() => import('./products-page.tsx'), 'ProductsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'products/new',
      component: lazyRouteComponent(() => import('./edit-product-page.tsx'), 'NewProductPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'products/$productId',
      component: lazyRouteComponent(() => import('./product-page.tsx'), 'ProductPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'products/$productId/edit',
      component: lazyRouteComponent(() => import('./edit-product-page.tsx'), 'EditProductPage'),
    }),
  ] as const;
