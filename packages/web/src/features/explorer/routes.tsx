import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { withWords } from '../../components/language/language.ts';

/** Outside of the layout and the sign-in: a token is enough to ask. */
export const explorerRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'explorer',
      component: lazyRouteComponent(() => withWords('explorer', import('./explorer-page.tsx')), 'ExplorerPage'),
    }),
  ] as const;
