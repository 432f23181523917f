import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { withWords } from '../../components/language/language.ts';
import { fromAddress, oneOf, searchOf } from '../../components/url-search.ts';
import {
  NotSentRecordsQuery,
  notSentKinds,
  notSentVariables,
  WaitingPushesQuery,
  waitingVariables,
} from './pushes.graphql.ts';

const pushesSearch = searchOf({ entity: oneOf('COMPANY', 'CONTACT', 'PRODUCT', 'OPPORTUNITY') });
const notSentSearch = searchOf({ entity: oneOf(...notSentKinds) });

export const pushesRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'pushes',
      validateSearch: fromAddress(pushesSearch),
      component: lazyRouteComponent(() => withWords('pushes', import('./pushes-page.tsx')), 'PushesPage'),
      ...askAhead((ask, { search }) => ask(WaitingPushesQuery, waitingVariables(pushesSearch(search).entity))),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'not-sent',
      validateSearch: fromAddress(notSentSearch),
      component: lazyRouteComponent(() => withWords('pushes', import('./not-sent-page.tsx')), 'NotSentPage'),
      ...askAhead((ask, { search }) =>
        ask(NotSentRecordsQuery, notSentVariables(notSentSearch(search).entity ?? 'COMPANY')),
      ),
    }),
  ] as const;
