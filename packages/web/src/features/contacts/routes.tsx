import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { editVariablesOfClient } from '../../components/edit-variables.ts';
import { withWords } from '../../components/language/language.ts';
import { fromAddress, searchOf, text } from '../../components/url-search.ts';
import { contactsSearch } from './contacts-search.ts';

const ofClient = searchOf({ client: text });

/** Not among the first thing that a browser loads. */
const queries = () => import('./contacts.graphql.ts');

export const contactsRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'contacts',
      validateSearch: fromAddress(contactsSearch),
      component: lazyRouteComponent(() => withWords('contacts', import('./contacts-page.tsx')), 'ContactsPage'),
      ...askAhead(async (ask, { search }) => {
        const { ContactsQuery, contactsVariables } = await queries();
        ask(ContactsQuery, contactsVariables(contactsSearch(search)));
      }),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'contacts/new',
      validateSearch: fromAddress(ofClient),
      component: lazyRouteComponent(() => withWords('contacts', import('./edit-contact-page.tsx')), 'EditContactPage'),
      ...askAhead(async (ask, { params, search }) =>
        ask((await queries()).EditContactQuery, editVariablesOfClient(params.contactId, ofClient(search).client)),
      ),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'contacts/$contactId',
      component: lazyRouteComponent(() => withWords('contacts', import('./contact-page.tsx')), 'ContactPage'),
      ...askAhead(async (ask, { params }) => ask((await queries()).ContactQuery, { id: params.contactId ?? '' })),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'contacts/$contactId/edit',
      component: lazyRouteComponent(() => withWords('contacts', import('./edit-contact-page.tsx')), 'EditContactPage'),
      ...askAhead(async (ask, { params, search }) =>
        ask((await queries()).EditContactQuery, editVariablesOfClient(params.contactId, ofClient(search).client)),
      ),
    }),
  ] as const;
