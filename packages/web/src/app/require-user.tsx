import { Center, Loader } from '@mantine/core';
import { Navigate, Outlet, useRouterState } from '@tanstack/react-router';
import { type ReactElement, useMemo } from 'react';
import { useQuery } from 'urql';
import { ErrorState } from '../components/query-state.tsx';
import { type CurrentViewer, ViewerContext } from '../components/viewer.ts';
import type { ViewerQuery as ViewerData } from '../graphql/graphql.ts';
import { Layout } from './layout.tsx';
import { ViewerQuery } from './viewer.graphql.ts';

/** Asks who is signed in; nobody goes to the sign-in page and comes back afterwards. */
export function RequireUser(): ReactElement {
  const [{ data, error, fetching }, ask] = useQuery({ query: ViewerQuery });
  const href = useRouterState({ select: (state) => state.location.href });
  const viewer = useMemo(() => (data?.viewer ? currentViewer(data.viewer) : null), [data]);
  if (viewer) {
    return (
      <ViewerContext value={viewer}>
        <Layout>
          <Outlet />
        </Layout>
      </ViewerContext>
    );
  }
  if (error) return <ErrorState error={error} onRetry={() => ask({ requestPolicy: 'network-only' })} busy={fetching} />;
  if (fetching || !data) {
    return (
      <Center h="100vh" role="status" aria-label="Loading">
        <Loader type="dots" />
      </Center>
    );
  }
  return <Navigate to="/sign-in" search={href === '/' || href === '/overview' ? {} : { redirect: href }} replace />;
}

function currentViewer(viewer: NonNullable<ViewerData['viewer']>): CurrentViewer {
  const { user, workspace, role, canEdit, canRetry, canAdminister } = viewer;
  return {
    name: user?.name ?? 'API token',
    email: user?.email ?? null,
    workspaceName: workspace.name,
    role,
    canEdit,
    canRetry,
    canAdminister,
  };
}
