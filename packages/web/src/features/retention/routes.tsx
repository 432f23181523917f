import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { withWords } from '../../components/language/language.ts';

export const retentionRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'retention',
      component: lazyRouteComponent(() => withWords('retention', import('./retention-page.tsx')), 'RetentionPage'),
    }),
  ] as const;
