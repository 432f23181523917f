import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';

const text = z.string().optional().catch(undefined);

export const contactsRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'contacts',
      validateSearch: z.object({ search: text, client: text }),
      component: lazyRouteComponent(() => import('./contacts-page.tsx'), 'ContactsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'contacts/new',
      validateSearch: z.object({ client: text }),
      component: lazyRouteComponent(() => import('./edit-contact-page.tsx'), 'NewContactPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'contacts/$contactId',
      component: lazyRouteComponent(() => import('./contact-page.tsx'), 'ContactPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'contacts/$contactId/edit',
      component: lazyRouteComponent(() => import('./edit-contact-page.tsx'), 'EditContactPage'),
    }),
  ] as const;
