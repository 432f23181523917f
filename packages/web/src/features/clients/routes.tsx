import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';

const search = z.object({ search: z.string().optional().catch(undefined) });

export const clientsRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'clients',
      validateSearch: search,
      component: lazyRouteComponent(() => import('./clients-page.tsx'), 'ClientsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'clients/new',
      component: lazyRouteComponent(() => import('./edit-client-page.tsx'), 'NewClientPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'clients/$clientId',
      component: lazyRouteComponent(() => import('./client-page.tsx'), 'ClientPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'clients/$clientId/edit',
      component: lazyRouteComponent(() => import('./edit-client-page.tsx'), 'EditClientPage'),
    }),
  ] as const;
