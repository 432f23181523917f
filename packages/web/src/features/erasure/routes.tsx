import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { withWords } from '../../components/language/language.ts';

export const erasureRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'erasure',
      component: lazyRouteComponent(() => withWords('erasure', import('./erasure-page.tsx')), 'ErasurePage'),
    }),
  ] as const;
