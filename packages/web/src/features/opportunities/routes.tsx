import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { editVariablesOfClient } from '../../components/edit-variables.ts';
import { RecordHistoryQuery, recordHistoryVariables } from '../../components/history/record-history.graphql.ts';
import { withWords } from '../../components/language/language.ts';
import { fromAddress, oneOf, searchOf, text } from '../../components/url-search.ts';
import {
  EditOpportunityQuery,
  OpportunitiesQuery,
  OpportunityQuery,
  opportunitiesVariables,
  PipelineStagesQuery,
} from './opportunities.graphql.ts';
import { opportunitiesSearch } from './opportunities-search.ts';

const pageSearch = searchOf({ tab: oneOf('activities', 'details', 'history') });

const ofClient = searchOf({ client: text });

export const opportunitiesRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'opportunities',
      validateSearch: fromAddress(opportunitiesSearch),
      component: lazyRouteComponent(
        () => withWords('opportunities', import('./opportunities-page.tsx')),
        'OpportunitiesPage',
      ),
      ...askAhead((ask, place) => {
        const search = opportunitiesSearch(place.search);
        ask(PipelineStagesQuery, {});
        if (search.view !== 'board') ask(OpportunitiesQuery, opportunitiesVariables(search));
      }),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'opportunities/new',
      validateSearch: fromAddress(ofClient),
      component: lazyRouteComponent(
        () => withWords('opportunities', import('./edit-opportunity-page.tsx')),
        'EditOpportunityPage',
      ),
      ...askAhead((ask, { params, search }) =>
        ask(EditOpportunityQuery, editVariablesOfClient(params.opportunityId, ofClient(search).client)),
      ),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'opportunities/$opportunityId',
      validateSearch: fromAddress(pageSearch),
      component: lazyRouteComponent(
        () => withWords('opportunities', import('./opportunity-page.tsx')),
        'OpportunityPage',
      ),
      ...askAhead((ask, { params: { opportunityId: id = '' } }) => {
        ask(OpportunityQuery, { id });
        ask(RecordHistoryQuery, recordHistoryVariables({ opportunityId: id }));
      }),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'opportunities/$opportunityId/edit',
      component: lazyRouteComponent(
        () => withWords('opportunities', import('./edit-opportunity-page.tsx')),
        'EditOpportunityPage',
      ),
      ...askAhead((ask, { params, search }) =>
        ask(EditOpportunityQuery, editVariablesOfClient(params.opportunityId, ofClient(search).client)),
      ),
    }),
  ] as const;
