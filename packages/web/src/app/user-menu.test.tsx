import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderApp, viewerOf } from '../testing/render-app.tsx';

describe('the menu of the account', () => {
  it.each(['/outbox', '/custom-fields', '/no-such-page'])(
    'signs out, on every page behind the sign-in: %s',
    async (path) => {
      let isSignedIn = true;
      const { user, router, api } = renderApp(path, {
        Query: {
          viewer: () => (isSignedIn ? viewerOf('ADMIN') : null),
          outbox: () => ({ sendsMail: true, mails: [] }),
        },
        Mutation: {
          signOut: () => {
            isSignedIn = false;
            return true;
          },
        },
      });
      await user.click(await screen.findByRole('button', { name: /: account$/ }));
      await user.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
      await waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'));
      expect(api.callsOf('SignOut')).toHaveLength(1);
    },
  );
});
