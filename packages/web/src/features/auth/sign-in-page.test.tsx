import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failure } from '../../testing/mock-api.ts';
import { renderApp, viewerOf } from '../../testing/render-app.tsx';

describe('signing in', () => {
  it('sends somebody who is not signed in to the sign-in page and back to where they wanted to go', async () => {
    let signedIn = false;
    const { user, router, api } = renderApp('/runs', {
      Query: { viewer: () => (signedIn ? viewerOf('ADMIN') : null) },
      Mutation: {
        signIn: () => {
          signedIn = true;
          return { viewer: viewerOf('ADMIN'), problems: [] };
        },
      },
    });

    await user.type(await screen.findByLabelText('E-mail'), 'ana@example.com');
    await user.type(screen.getByLabelText('Password'), 'correct horse');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));

    await waitFor(() => expect(router.state.location.pathname).toBe('/runs'));
    expect(await screen.findByRole('button', { name: /^Ana Ruiz.*: account$/ })).toBeTruthy();
    expect(api.callsOf('SignIn')[0]?.variables).toEqual({ email: 'ana@example.com', password: 'correct horse' });
  });

  it('says what is wrong and stays', async () => {
    const { user, router } = renderApp(
      '/sign-in',
      {
        Mutation: {
          signIn: () => ({
            viewer: null,
            problems: [{ code: 'wrong_credentials', message: 'E-mail or password is wrong. Try again.' }],
          }),
        },
      },
      null,
    );
    await user.type(await screen.findByLabelText('E-mail'), 'ana@example.com');
    await user.type(screen.getByLabelText('Password'), 'wrong');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));

    expect((await screen.findByRole('alert')).textContent).toContain('E-mail or password is wrong');
    expect(router.state.location.pathname).toBe('/sign-in');
  });

  it('asks for both fields before it asks the server', async () => {
    const { user, api } = renderApp('/sign-in', {}, null);
    await user.click(await screen.findByRole('button', { name: 'Sign in' }));
    expect(await screen.findByText('Enter your e-mail address.')).toBeTruthy();
    expect(screen.getByText('Enter your password.')).toBeTruthy();
    expect(api.callsOf('SignIn')).toEqual([]);
  });

  it('masks the password, and lets it be pasted and filled in by a password manager', async () => {
    const { user } = renderApp('/sign-in', {}, null);
    const password = await screen.findByLabelText<HTMLInputElement>('Password');
    expect([password.type, password.autocomplete]).toEqual(['password', 'current-password']);
    expect(screen.getByLabelText<HTMLInputElement>('E-mail').autocomplete).toBe('username');
    await user.click(password);
    await user.paste('correct horse battery');
    expect(password.value).toBe('correct horse battery');
  });

  it('refuses to be sent to another site afterwards', async () => {
    const { router } = renderApp('/sign-in?redirect=//evil.example', {}, null);
    await screen.findByLabelText('E-mail');
    expect(router.state.location.search).not.toHaveProperty('redirect', '//evil.example');
  });

  it('comes back to the sign-in page with an explanation when the session ends', async () => {
    const { router } = renderApp('/runs', {
      Query: { syncRuns: () => failure('Sign in to continue.', 'UNAUTHENTICATED') },
    });
    await waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'));
    expect(await screen.findByText(/Your session ended/)).toBeTruthy();
    expect(router.state.location.search).toMatchObject({ redirect: '/runs' });
  });
});
