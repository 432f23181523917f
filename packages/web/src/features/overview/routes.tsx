import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { DriftTasksQuery, driftContext } from '../../components/drift.graphql.ts';
import { withWords } from '../../components/language/language.ts';
import { fromAddress } from '../../components/url-search.ts';
import { figureSpans } from './figure-spans.ts';
import { FiguresQuery, OverviewIssuesQuery, RecordTalliesQuery } from './figures.graphql.ts';
import { OverviewQuery, RecentActivityQuery } from './overview.graphql.ts';
import { overviewSearch } from './overview-search.ts';

export const overviewRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'overview',
      validateSearch: fromAddress(overviewSearch),
      component: lazyRouteComponent(() => withWords('overview', import('./overview-page.tsx')), 'OverviewPage'),
      ...askAhead((ask) => {
        ask(OverviewQuery, {});
        ask(RecentActivityQuery, {});
        ask(RecordTalliesQuery, {});
        ask(FiguresQuery, figureSpans(Date.now()));
        ask(OverviewIssuesQuery, {});
        ask(DriftTasksQuery, {}, driftContext);
      }),
    }),
  ] as const;
