import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { withWords } from '../../components/language/language.ts';

export const outboxRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'outbox',
      component: lazyRouteComponent(() => withWords('outbox', import('./outbox-page.tsx')), 'OutboxPage'),
      ...askAhead(async (ask) => {
        const { OutboxQuery } = await import('./outbox.graphql.ts');
        ask(OutboxQuery, {});
      }),
    }),
  ] as const;
