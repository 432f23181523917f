import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';

export const outboxRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'outbox',
      component: lazyRouteComponent(() => import('./outbox-page.tsx'), 'OutboxPage'),
      ...askAhead(async (ask) => {
        const { OutboxQuery } = await import('./outbox.graphql.ts');
        ask(OutboxQuery, {});
      }),
    }),
  ] as const;
