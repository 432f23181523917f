import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { RecordHistoryQuery, recordHistoryVariables } from '../../components/history/record-history.graphql.ts';
import { oneOf, searchOf, text } from '../../components/url-search.ts';
import {
  OpportunitiesQuery,
  OpportunityQuery,
  opportunitiesVariables,
  PipelineStagesQuery,
} from './opportunities.graphql.ts';

const listSearch = searchOf({
  search: text,
  stage: text,
  kind: oneOf('OPEN', 'WON', 'LOST'),
  client: text,
  view: oneOf('board'),
});

const pageSearch = searchOf({ tab: oneOf('details', 'history') });

export const opportunitiesRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'opportunities',
      validateSearch: listSearch,
      component: lazyRouteComponent(() => import('./opportunities-page.tsx'), 'OpportunitiesPage'),
      ...askAhead((ask, place) => {
        const { view, ...filter } = listSearch(place.search);
        ask(PipelineStagesQuery, {});
        if (view !== 'board') ask(OpportunitiesQuery, opportunitiesVariables(filter));
      }),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'opportunities/new',
      validateSearch: searchOf({ client: text }),
      component: lazyRouteComponent(() => import('./edit-opportunity-page.tsx'), 'EditOpportunityPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'opportunities/$opportunityId',
      validateSearch: pageSearch,
      component: lazyRouteComponent(() => import('./opportunity-page.tsx'), 'OpportunityPage'),
      ...askAhead((ask, { params: { opportunityId: id = '' } }) => {
        ask(OpportunityQuery, { id });
        ask(RecordHistoryQuery, recordHistoryVariables({ opportunityId: id }));
      }),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'opportunities/$opportunityId/edit',
      component: lazyRouteComponent(() => import('./edit-opportunity-page.tsx'), 'EditOpportunityPage'),
    }),
  ] as const;
