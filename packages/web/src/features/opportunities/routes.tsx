import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';

const text = z.string().optional().catch(undefined);

const listSearch = z.object({
  search: text,
  stage: text,
  kind: z.enum(['OPEN', 'WON', 'LOST']).optional().catch(undefined),
  client: text,
  view: z.enum(['board']).optional().catch(undefined),
});

const pageSearch = z.object({ tab: z.enum(['details', 'history']).optional().catch(undefined) });

export const opportunitiesRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'opportunities',
      validateSearch: listSearch,
      component: lazyRouteComponent(() => import('./opportunities-page.tsx'), 'OpportunitiesPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'opportunities/new',
      validateSearch: z.object({ client: text }),
      component: lazyRouteComponent(() => import('./edit-opportunity-page.tsx'), 'NewOpportunityPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'opportunities/$opportunityId',
      validateSearch: pageSearch,
      component: lazyRouteComponent(() => import('./opportunity-page.tsx'), 'OpportunityPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'opportunities/$opportunityId/edit',
      component: lazyRouteComponent(() => import('./edit-opportunity-page.tsx'), 'EditOpportunityPage'),
    }),
  ] as const;
