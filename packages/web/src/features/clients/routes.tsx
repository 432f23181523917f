import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { editVariables } from '../../components/edit-variables.ts';
import { withWords } from '../../components/language/language.ts';
import { fromAddress } from '../../components/url-search.ts';
import { ClientQuery, ClientsQuery, clientsVariables, EditClientQuery } from './clients.graphql.ts';
import { clientsSearch } from './clients-search.ts';

export const clientsRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'clients',
      validateSearch: fromAddress(clientsSearch),
      component: lazyRouteComponent(() => withWords('clients', import('./clients-page.tsx')), 'ClientsPage'),
      ...askAhead((ask, place) => ask(ClientsQuery, clientsVariables(clientsSearch(place.search)))),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'clients/new',
      component: lazyRouteComponent(() => withWords('clients', import('./edit-client-page.tsx')), 'EditClientPage'),
      ...askAhead((ask, { params }) => ask(EditClientQuery, editVariables(params.clientId))),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'clients/$clientId',
      component: lazyRouteComponent(() => withWords('clients', import('./client-page.tsx')), 'ClientPage'),
      ...askAhead((ask, { params }) => ask(ClientQuery, { id: params.clientId ?? '' })),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'clients/$clientId/edit',
      component: lazyRouteComponent(() => withWords('clients', import('./edit-client-page.tsx')), 'EditClientPage'),
      ...askAhead((ask, { params }) => ask(EditClientQuery, editVariables(params.clientId))),
    }),
  ] as const;
