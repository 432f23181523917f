import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';

export const customFieldsRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'custom-fields',
      component: lazyRouteComponent(() => import('./custom-fields-page.tsx'), 'CustomFieldsPage'),
      ...askAhead(async (ask) => {
        const { CustomFieldsQuery, customFieldsContext } = await import('./custom-fields.graphql.ts');
        ask(CustomFieldsQuery, {}, customFieldsContext);
      }),
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
