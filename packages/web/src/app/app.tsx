import { RouterProvider } from '@tanstack/react-router';
import { type ReactElement, useEffect } from 'react';
import { useLanguage } from '../components/language/language.ts';
import type { ApiSession } from './api-session.ts';
import { Providers } from './providers.tsx';
import type { AppRouter } from './router.tsx';

/**
 * The whole app around a router (the browser's, or one in memory for tests) and the sign-in that its routes ask with. Another language builds
 * its pages anew.
 */
export function App({ router, session }: { router: AppRouter; session: ApiSession }): ReactElement {
  const language = useLanguage();
  useEffect(() => {
    session.onSignedOut(() => {
      const { pathname, href } = router.latestLocation;
      if (pathname === '/sign-in') return;
      void router.navigate({ to: '/sign-in', search: { redirect: href, reason: 'expired' }, replace: true });
    });
  }, [router, session]);
  return (
    <Providers session={session}>
      <RouterProvider key={language} router={router} />
    </Providers>
  );
}
