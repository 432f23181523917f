import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { searchOf, text } from '../../components/url-search.ts';
import { ContactQuery, ContactsQuery, contactsVariables } from './contacts.graphql.ts';

const listSearch = searchOf({ search: text, client: text });

export const contactsRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'contacts',
      validateSearch: listSearch,
      component: lazyRouteComponent(() => import('./contacts-page.tsx'), 'ContactsPage'),
      ...askAhead((ask, { search }) => ask(ContactsQuery, contactsVariables(listSearch(search)))),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'contacts/new',
      validateSearch: searchOf({ client: text }),
      component: lazyRouteComponent(() => import('./edit-contact-page.tsx'), 'EditContactPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'contacts/$contactId',
      component: lazyRouteComponent(() => import('./contact-page.tsx'), 'ContactPage'),
      ...askAhead((ask, { params }) => ask(ContactQuery, { id: params.contactId ?? '' })),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'contacts/$contactId/edit',
      component: lazyRouteComponent(() => import('./edit-contact-page.tsx'), 'EditContactPage'),
    }),
  ] as const;
