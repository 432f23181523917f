import { t } from '@lingui/core/macro';
import { Center, Loader } from '@mantine/core';
import { Outlet, useRouter } from '@tanstack/react-router';
import { lazy, type ReactElement, type ReactNode, Suspense, useEffect, useMemo } from 'react';
import { useMutation, useQuery } from 'urql';
import { clearDrafts } from '../components/drafts/kept-drafts.ts';
import { withWords } from '../components/language/language.ts';
import { ErrorState } from '../components/query-state.tsx';
import { type CurrentViewer, ViewerContext } from '../components/viewer.ts';
import type { ViewerQuery as ViewerData } from '../graphql/graphql.ts';
import { Layout } from './layout.tsx';
import { SignOutMutation, ViewerQuery } from './viewer.graphql.ts';

/** Needed once in a person's life here. */
const EnrolPage = lazy(async () => ({
  default: (await withWords('profile', import('../features/profile/enrol-page.tsx'))).EnrolPage,
}));

/** Asks who is signed in; nobody goes to the sign-in page and comes back afterwards. */
export function RequireUser({ children = <Outlet /> }: { children?: ReactNode }): ReactElement {
  const [{ data, error, fetching, stale }, ask] = useQuery({ query: ViewerQuery });
  const viewer = useMemo(() => (data?.viewer ? currentViewer(data.viewer) : null), [data]);
  const isNobody = data !== undefined && !viewer && !fetching && !stale;
  useSendToSignIn(isNobody);
  const [, signOut] = useMutation(SignOutMutation);
  if (viewer && data?.viewer?.mustSetUpSecondFactor) {
    return (
      <Suspense fallback={<Waiting />}>
        <EnrolPage
          name={viewer.name}
          workspaceName={viewer.workspaceName}
          onSignOut={async () => {
            clearDrafts();
            await signOut({});
          }}
        />
      </Suspense>
    );
  }
  if (viewer) {
    return (
      <ViewerContext value={viewer}>
        <Layout>{children}</Layout>
      </ViewerContext>
    );
  }
  if (error) return <ErrorState error={error} onRetry={() => ask({ requestPolicy: 'network-only' })} busy={fetching} />;
  return <Waiting />;
}

const Waiting = (): ReactElement => (
  <Center h="100vh" role="status" aria-label={t`Loading`}>
    <Loader type="dots" />
  </Center>
);

function useSendToSignIn(isNobody: boolean): void {
  const router = useRouter();
  useEffect(() => {
    const { pathname, href } = router.latestLocation;
    if (!isNobody || pathname === '/sign-in') return;
    const isHome = href === '/' || href === '/overview';
    void router.navigate({ to: '/sign-in', search: isHome ? {} : { redirect: href }, replace: true });
  }, [isNobody, router]);
}

function currentViewer(viewer: NonNullable<ViewerData['viewer']>): CurrentViewer {
  const { user, workspace, role, canEdit, canRetry, canAdminister } = viewer;
  return {
    name: user?.name ?? t`API token`,
    email: user?.email ?? null,
    workspaceName: workspace.name,
    currency: workspace.currency,
    role,
    canEdit,
    canRetry,
    canAdminister,
  };
}
