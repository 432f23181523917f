import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { editVariablesOfClient } from '../../components/edit-variables.ts';
import { withWords } from '../../components/language/language.ts';
import { fromAddress, searchOf, text } from '../../components/url-search.ts';
import { ContactQuery, ContactsQuery, contactsVariables, EditContactQuery } from './contacts.graphql.ts';
import { contactsSearch } from './contacts-search.ts';

const ofClient = searchOf({ client: text });

export const contactsRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'contacts',
      validateSearch: fromAddress(contactsSearch),
      component: lazyRouteComponent(() => withWords('contacts', import('./contacts-page.tsx')), 'ContactsPage'),
      ...askAhead((ask, { search }) => ask(ContactsQuery, contactsVariables(contactsSearch(search)))),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'contacts/new',
      validateSearch: fromAddress(ofClient),
      component: lazyRouteComponent(() => withWords('contacts', import('./edit-contact-page.tsx')), 'EditContactPage'),
      ...askAhead((ask, { params, search }) =>
        ask(EditContactQuery, editVariablesOfClient(params.contactId, ofClient(search).client)),
      ),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'contacts/$contactId',
      component: lazyRouteComponent(() => withWords('contacts', import('./contact-page.tsx')), 'ContactPage'),
      ...askAhead((ask, { params }) => ask(ContactQuery, { id: params.contactId ?? '' })),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'contacts/$contactId/edit',
      component: lazyRouteComponent(() => withWords('contacts', import('./edit-contact-page.tsx')), 'EditContactPage'),
      ...askAhead((ask, { params, search }) =>
        ask(EditContactQuery, editVariablesOfClient(params.contactId, ofClient(search).client)),
      ),
    }),
  ] as const;
