import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouterHistory,
  redirect,
} from '@tanstack/react-router';
import { askAhead, type RouterContext } from '../components/ask-ahead.ts';
import { activitiesRoutes } from '../features/activities/routes.tsx';
import { alertsRoutes } from '../features/alerts/routes.tsx';
import { apiAccessRoutes } from '../features/api-access/routes.tsx';
import { auditRoutes } from '../features/audit/routes.tsx';
import { authRoutes } from '../features/auth/routes.tsx';
import { clientsRoutes } from '../features/clients/routes.tsx';
import { contactsRoutes } from '../features/contacts/routes.tsx';
import { customFieldsRoutes } from '../features/custom-fields/routes.tsx';
import { erasureRoutes } from '../features/erasure/routes.tsx';
import { explorerRoutes } from '../features/explorer/routes.tsx';
import { firstStartRoutes } from '../features/first-start/routes.tsx';
import { integrationsRoutes } from '../features/integrations/routes.tsx';
import { issuesRoutes } from '../features/issues/routes.tsx';
import { linksRoutes } from '../features/links/routes.tsx';
import { opportunitiesRoutes } from '../features/opportunities/routes.tsx';
import { outboxRoutes } from '../features/outbox/routes.tsx';
import { overviewRoutes } from '../features/overview/routes.tsx';
import { invitationRoutes, peopleRoutes } from '../features/people/routes.tsx';
import { pipelineRoutes } from '../features/pipeline/routes.tsx';
import { productsRoutes } from '../features/products/routes.tsx';
import { profileRoutes } from '../features/profile/routes.tsx';
import { pushesRoutes } from '../features/pushes/routes.tsx';
import { quotesRoutes } from '../features/quotes/routes.tsx';
import { retentionRoutes } from '../features/retention/routes.tsx';
import { runsRoutes } from '../features/runs/routes.tsx';
import { securityRoutes } from '../features/security/routes.tsx';
import { sharedQuoteRoutes } from '../features/shared-quote/routes.tsx';
import { signInSettingsRoutes } from '../features/sign-in-settings/routes.tsx';
import { taxRegionsRoutes } from '../features/tax-regions/routes.tsx';
import { webhooksRoutes } from '../features/webhooks/routes.tsx';
import { workspaceRoutes } from '../features/workspace/routes.tsx';
import { CrashPage, NotFoundPage, NowherePage } from './error-pages.tsx';
import { PendingPage } from './pending-page.tsx';
import { ViewerQuery } from './viewer.graphql.ts';

/*
 * Every feature folder exports from its `routes.tsx` one function `xRoutes(parent)` that returns its routes; this file
 * hangs them into the tree, which is where the types of `Link`, `useSearch` and `useParams` come from. Pages are loaded
 * lazily, one chunk per page, and name their return type (`: ReactElement`) so that the route types do not go in a circle.
 */

const rootRoute = createRootRouteWithContext<RouterContext>()({ component: Outlet, notFoundComponent: NowherePage });

/** Everything behind the sign-in, inside the layout. Pages read their search with `useSearch({ from: '/app/audit' })`. */
const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  component: lazyRouteComponent(() => import('./require-user.tsx'), 'RequireUser'),
  ...askAhead((ask) => ask(ViewerQuery, {})),
});

const homeRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/overview', replace: true });
  },
});

const routeTree = rootRoute.addChildren([
  ...authRoutes(rootRoute),
  ...explorerRoutes(rootRoute),
  ...firstStartRoutes(rootRoute),
  ...invitationRoutes(rootRoute),
  ...sharedQuoteRoutes(rootRoute),
  appRoute.addChildren([
    homeRoute,
    ...overviewRoutes(appRoute),
    ...clientsRoutes(appRoute),
    ...contactsRoutes(appRoute),
    ...productsRoutes(appRoute),
    ...taxRegionsRoutes(appRoute),
    ...opportunitiesRoutes(appRoute),
    ...activitiesRoutes(appRoute),
    ...pipelineRoutes(appRoute),
    ...pushesRoutes(appRoute),
    ...quotesRoutes(appRoute),
    ...integrationsRoutes(appRoute),
    ...auditRoutes(appRoute),
    ...issuesRoutes(appRoute),
    ...linksRoutes(appRoute),
    ...runsRoutes(appRoute),
    ...customFieldsRoutes(appRoute),
    ...apiAccessRoutes(appRoute),
    ...peopleRoutes(appRoute),
    ...signInSettingsRoutes(appRoute),
    ...outboxRoutes(appRoute),
    ...securityRoutes(appRoute),
    ...retentionRoutes(appRoute),
    ...erasureRoutes(appRoute),
    ...alertsRoutes(appRoute),
    ...webhooksRoutes(appRoute),
    ...workspaceRoutes(appRoute),
    ...profileRoutes(appRoute),
  ]),
]);

/** A router on the browser's history, or on the one given; its routes ask with the session's client. */
export function createAppRouter({ ask }: RouterContext, history?: RouterHistory) {
  return createRouter({
    routeTree,
    history,
    context: { ask },
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultPendingComponent: PendingPage,
    defaultErrorComponent: CrashPage,
    defaultNotFoundComponent: NotFoundPage,
  });
}

export type AppRouter = ReturnType<typeof createAppRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter;
  }
}
