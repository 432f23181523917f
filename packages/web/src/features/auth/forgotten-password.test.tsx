import { screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';

describe('a forgotten password', () => {
  afterEach(() => {
    window.location.hash = '';
  });

  it('is told from the sign-in page, and the answer is the same whoever it is', async () => {
    const { user, api } = renderApp(
      '/sign-in',
      { Mutation: { requestPasswordReset: () => ({ isMailed: true, problems: [] }) } },
      null,
    );
    await user.click(await screen.findByRole('link', { name: 'Forgot your password?' }));
    await user.click(await screen.findByRole('button', { name: 'Send the link' }));
    expect(await screen.findByText('Enter your e-mail address.')).toBeTruthy();
    expect(api.callsOf('RequestPasswordReset')).toEqual([]);
    await user.type(screen.getByLabelText('E-mail'), ' ana@example.com{Enter}');
    expect((await screen.findByRole('status')).textContent).toContain('If somebody signs in here as ana@example.com');
    expect(api.callsOf('RequestPasswordReset')[0]?.variables).toEqual({ email: 'ana@example.com' });
    await user.click(screen.getByRole('link', { name: 'Back to sign-in' }));
    expect(await screen.findByLabelText('Password')).toBeTruthy();
  });

  it('leads to an administrator where no mails are sent', async () => {
    const { user } = renderApp(
      '/forgot-password',
      { Mutation: { requestPasswordReset: () => ({ isMailed: false, problems: [] }) } },
      null,
    );
    await user.type(await screen.findByLabelText('E-mail'), 'ana@example.com{Enter}');
    expect((await screen.findByRole('status')).textContent).toContain('This installation sends no mails.');
  });

  it('says when it was asked for too often', async () => {
    const problems = [{ code: 'throttled', message: 'Too many tries. Wait 15 minutes, then try again.' }];
    const { user } = renderApp(
      '/forgot-password',
      { Mutation: { requestPasswordReset: () => ({ isMailed: null, problems }) } },
      null,
    );
    await user.type(await screen.findByLabelText('E-mail'), 'ana@example.com{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('Wait 15 minutes');
  });

  it('is set anew on the page of the link, which says what is wrong and leads to the sign-in', async () => {
    window.location.hash = '#the-token';
    let isWeak = true;
    const { user, api, router } = renderApp(
      '/new-password',
      {
        Query: { openPasswordReset: () => ({ workspaceName: 'Northwind IT', email: 'ana@example.com' }) },
        Mutation: {
          resetPassword: () => {
            const problems = isWeak
              ? [{ code: 'password_too_weak', field: 'password', message: 'This password is made of names.' }]
              : [];
            const email = isWeak ? null : 'ana@example.com';
            isWeak = false;
            return { email, problems };
          },
        },
      },
      null,
    );
    expect(await screen.findByText(/For ana@example.com in Northwind IT/)).toBeTruthy();
    const password = screen.getByLabelText<HTMLInputElement>('New password');
    expect([password.type, password.autocomplete]).toEqual(['password', 'new-password']);
    await user.type(password, 'northwind 123{Enter}');
    expect(await screen.findByText('This password is made of names.')).toBeTruthy();
    await user.clear(password);
    await user.type(password, 'seven grey herons{Enter}');
    await waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'));
    expect(await screen.findByText('Your new password is set. Sign in with it.')).toBeTruthy();
    expect(api.callsOf('ResetPassword').at(-1)?.variables).toEqual({
      input: { token: 'the-token', password: 'seven grey herons' },
    });
  });

  it('offers a new link where this one is worth nothing any more', async () => {
    renderApp('/new-password', { Query: { openPasswordReset: () => null } }, null);
    expect(await screen.findByText('This link was used, replaced by a newer one, or is too old.')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Ask for a new link' }).getAttribute('href')).toBe('/forgot-password');
  });
});
