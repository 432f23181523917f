import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askAhead } from '../../components/ask-ahead.ts';
import { withWords } from '../../components/language/language.ts';

export const securityRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'security',
      component: lazyRouteComponent(() => withWords('security', import('./security-page.tsx')), 'SecurityPage'),
      ...askAhead(async (ask) => {
        const { SecurityLogQuery } = await import('./security.graphql.ts');
        ask(SecurityLogQuery, { kinds: null, text: null });
      }),
    }),
  ] as const;
