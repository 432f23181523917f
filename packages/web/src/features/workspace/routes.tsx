import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const workspaceRoutes = <TParent extends AnyRoute>(parent: TParent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: 'workspace',
      component: lazyRouteComponent(() => import('./workspace-page.tsx'), 'WorkspacePage'),
    }),
  ] as const;
