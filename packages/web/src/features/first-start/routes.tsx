import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { withWords } from '../../components/language/language.ts';

export const firstStartRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'first-start',
      component: lazyRouteComponent(() => withWords('first-start', import('./first-start-page.tsx')), 'FirstStartPage'),
    }),
  ] as const;
