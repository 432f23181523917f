import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { withWords } from '../../components/language/language.ts';

export const workspaceRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'workspace',
      component: lazyRouteComponent(() => withWords('workspace', import('./workspace-page.tsx')), 'WorkspacePage'),
    }),
  ] as const;
