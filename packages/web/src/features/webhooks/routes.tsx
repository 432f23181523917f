import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { withWords } from '../../components/language/language.ts';
import { fromAddress, searchOf, text } from '../../components/url-search.ts';

/** `webhook`: the one whose deliveries are open. */
const webhooksSearch = searchOf({ webhook: text });

export const webhooksRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'webhooks',
      validateSearch: fromAddress(webhooksSearch),
      component: lazyRouteComponent(() => withWords('webhooks', import('./webhooks-page.tsx')), 'WebhooksPage'),
      ...askAhead(async (ask) => {
        const { WebhooksQuery, webhooksContext } = await import('./webhooks.graphql.ts');
        ask(WebhooksQuery, {}, webhooksContext);
      }),
    }),
  ] as const;
