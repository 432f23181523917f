import { RouterProvider } from '@tanstack/react-router';
import { type ReactElement, useCallback } from 'react';
import { Providers } from './providers.tsx';
import type { AppRouter } from './router.tsx';

/** The whole app around a router (the browser's, or one in memory for tests). */
export function App({ router }: { router: AppRouter }): ReactElement {
  const toSignIn = useCallback(() => {
    const { pathname, href } = router.latestLocation;
    if (pathname === '/sign-in') return;
    void router.navigate({ to: '/sign-in', search: { redirect: href, reason: 'expired' }, replace: true });
  }, [router]);
  return (
    <Providers onSignedOut={toSignIn}>
      <RouterProvider router={router} />
    </Providers>
  );
}
