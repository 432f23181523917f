import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { withWords } from '../../components/language/language.ts';

export const alertsRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'alerts',
      component: lazyRouteComponent(() => withWords('alerts', import('./alerts-page.tsx')), 'AlertsPage'),
      ...askAhead(async (ask) => {
        const { AlertsQuery } = await import('./alerts.graphql.ts');
        ask(AlertsQuery, {});
      }),
    }),
  ] as const;
