import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const customFieldsRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'custom-fields',
      component: lazyRouteComponent(() => import('./custom-fields-page.tsx'), 'CustomFieldsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'custom-fields/new',
      component: lazyRouteComponent(() => import('./edit-custom-field-page.tsx'), 'NewCustomFieldPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'custom-fields/$customFieldId',
      component: lazyRouteComponent(() => import('./edit-custom-field-page.tsx'), 'EditCustomFieldPage'),
    }),
  ] as const;
