import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Ask, askAhead } from '../../components/ask-ahead.ts';
import { withWords } from '../../components/language/language.ts';

const askFields = async (ask: Ask): Promise<void> => {
  const { CustomFieldsQuery, customFieldsContext } = await import('./custom-fields.graphql.ts');
  ask(CustomFieldsQuery, {}, customFieldsContext);
};

export const customFieldsRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'custom-fields',
      component: lazyRouteComponent(
        () => withWords('custom-fields', import('./custom-fields-page.tsx')),
        'CustomFieldsPage',
      ),
      ...askAhead(askFields),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'custom-fields/new',
      component: lazyRouteComponent(
        () => withWords('custom-fields', import('./edit-custom-field-page.tsx')),
        'NewCustomFieldPage',
      ),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'custom-fields/$customFieldId',
      component: lazyRouteComponent(
        () => withWords('custom-fields', import('./edit-custom-field-page.tsx')),
        'EditCustomFieldPage',
      ),
      ...askAhead(askFields),
    }),
  ] as const;
