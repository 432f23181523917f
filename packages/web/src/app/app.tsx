import { RouterProvider } from '@tanstack/react-router';
import { type ReactElement, useEffect } from 'react';
import type { ApiSession } from './api-session.ts';
import { Providers } from './providers.tsx';
import type { AppRouter } from './router.tsx';

/** The whole app around a router (the browser's, or one in memory for tests) and the sign-in that its routes ask with. */
export function App({ router, session }: { router: AppRouter; session: ApiSession }): ReactElement {
  useEffect(() => {
    session.onSignedOut(() => {
      const { pathname, href } = router.latestLocation;
      if (pathname === '/sign-in') return;
      void router.navigate({ to: '/sign-in', search: { redirect: href, reason: 'expired' }, replace: true });
    });
  }, [router, session]);
  return (
    <Providers session={session}>
      <RouterProvider router={router} />
    </Providers>
  );
}
