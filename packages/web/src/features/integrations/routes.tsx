import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Ask, askAhead } from '../../components/ask-ahead.ts';
import { DriftTasksQuery, driftContext } from '../../components/drift.graphql.ts';
import { withWords } from '../../components/language/language.ts';
import { fromAddress } from '../../components/url-search.ts';
import { excludedSearch } from './excluded/excluded-search.ts';
import { matchingSearch } from './matching/matching-search.ts';
import { previewSearch } from './preview/preview-search.ts';

/*
 * The settings are opened seldom: their queries are no part of what everybody loads first, but come beside the page's code.
 */
const askSetup = async (ask: Ask): Promise<void> => {
  ask(DriftTasksQuery, {}, driftContext);
  const { SetupStepsQuery } = await import('./setup/setup.graphql.ts');
  ask(SetupStepsQuery, {});
};

/** Each step of the set-up is a page, framed by `SetupLayout`; later the same pages are the settings. */
export const integrationsRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations',
      component: lazyRouteComponent(
        () => withWords('integrations', import('./integrations-page.tsx')),
        'IntegrationsPage',
      ),
      ...askAhead(async (ask) => {
        const { IntegrationsQuery } = await import('./integrations.graphql.ts');
        ask(IntegrationsQuery, {});
      }),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations/excluded',
      validateSearch: fromAddress(excludedSearch),
      component: lazyRouteComponent(
        () => withWords('integrations', import('./excluded/excluded-page.tsx')),
        'ExcludedPage',
      ),
      ...askAhead(async (ask, { search }) => {
        const { ExcludedRecordsQuery, excludedVariables } = await import('./excluded/excluded.graphql.ts');
        ask(ExcludedRecordsQuery, excludedVariables(excludedSearch(search)));
      }),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations/setup/connect',
      component: lazyRouteComponent(() => withWords('integrations', import('./setup/connect-step.tsx')), 'ConnectStep'),
      ...askAhead(async (ask) => {
        void askSetup(ask);
        const { ConnectionQuery } = await import('./integrations.graphql.ts');
        ask(ConnectionQuery, {});
      }),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations/history',
      component: lazyRouteComponent(
        () => withWords('integrations', import('./history/history-page.tsx')),
        'HistoryPage',
      ),
      ...askAhead(async (ask) => {
        const { HistoryQuery, historyVariables } = await import('./history/history.graphql.ts');
        ask(HistoryQuery, historyVariables);
      }),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations/setup/permissions',
      component: lazyRouteComponent(
        () => withWords('integrations', import('./permissions/permissions-page.tsx')),
        'PermissionsPage',
      ),
      ...askAhead(async (ask) => {
        void askSetup(ask);
        const { PermissionsQuery } = await import('./permissions/permissions.graphql.ts');
        ask(PermissionsQuery, {});
      }),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations/setup/scope',
      component: lazyRouteComponent(() => withWords('integrations', import('./scope/scope-page.tsx')), 'ScopePage'),
      ...askAhead(async (ask) => {
        void askSetup(ask);
        const { ScopeQuery } = await import('./scope/scope.graphql.ts');
        ask(ScopeQuery, {});
      }),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations/setup/mapping',
      component: lazyRouteComponent(
        () => withWords('integrations', import('./mapping/opportunity-mapping-page.tsx')),
        'OpportunityMappingPage',
      ),
      ...askAhead(async (ask) => {
        void askSetup(ask);
        const { StageMapQuery } = await import('./mapping/stage-map.graphql.ts');
        ask(StageMapQuery, {});
      }),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations/setup/mapping/products',
      component: lazyRouteComponent(
        () => withWords('integrations', import('./mapping/product-mapping-page.tsx')),
        'ProductMappingPage',
      ),
      ...askAhead(async (ask) => {
        void askSetup(ask);
        const { ProductMapQuery } = await import('./mapping/product-map.graphql.ts');
        ask(ProductMapQuery, {});
      }),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations/setup/mapping/taxes',
      component: lazyRouteComponent(
        () => withWords('integrations', import('./mapping/tax-mapping-page.tsx')),
        'TaxMappingPage',
      ),
      ...askAhead(async (ask) => {
        void askSetup(ask);
        const { TaxMapQuery } = await import('./mapping/tax-map.graphql.ts');
        ask(TaxMapQuery, {});
      }),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations/setup/mapping/custom-fields',
      component: lazyRouteComponent(
        () => withWords('integrations', import('./mapping/custom-fields-page.tsx')),
        'CustomFieldsPage',
      ),
      ...askAhead(async (ask) => {
        void askSetup(ask);
        const { CustomFieldsQuery } = await import('./mapping/custom-fields.graphql.ts');
        ask(CustomFieldsQuery, {});
      }),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations/setup/matching',
      validateSearch: fromAddress(matchingSearch),
      component: lazyRouteComponent(
        () => withWords('integrations', import('./matching/matching-page.tsx')),
        'MatchingPage',
      ),
      ...askAhead(async (ask) => {
        void askSetup(ask);
        const { MatchSummaryQuery } = await import('./matching/matching.graphql.ts');
        ask(MatchSummaryQuery, { threshold: null });
      }),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations/setup/preview',
      validateSearch: fromAddress(previewSearch),
      component: lazyRouteComponent(
        () => withWords('integrations', import('./preview/preview-page.tsx')),
        'PreviewPage',
      ),
      ...askAhead(async (ask) => {
        void askSetup(ask);
        const { LatestPreviewQuery, latestPreviewContext } = await import('./preview/preview.graphql.ts');
        ask(LatestPreviewQuery, {}, latestPreviewContext);
      }),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'integrations/setup/start',
      component: lazyRouteComponent(() => withWords('integrations', import('./start/start-page.tsx')), 'StartPage'),
      ...askAhead(async (ask) => {
        void askSetup(ask);
        const { StartPageQuery } = await import('./start/start.graphql.ts');
        ask(StartPageQuery, {});
      }),
    }),
  ] as const;
