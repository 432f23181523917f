import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderApp, viewerOf } from '../../testing/render-app.tsx';

const signIn = { viewer: null, secondStep: 'step-token', problems: [] };

describe('the second step of a sign-in', () => {
  it('asks for the code after the password, says what is wrong, and goes where one wanted to go', async () => {
    let signedIn = false;
    const { user, router, api } = renderApp('/sign-in?redirect=/runs', {
      Query: { viewer: () => (signedIn ? viewerOf('ADMIN') : null) },
      Mutation: {
        signIn: () => signIn,
        confirmSignIn: ({ code }: { code: string }) => {
          signedIn = code === '123456';
          return signedIn
            ? { viewer: viewerOf('ADMIN'), problems: [] }
            : { viewer: null, problems: [{ code: 'wrong_code', message: 'This code is not right.' }] };
        },
      },
    });
    await user.type(await screen.findByLabelText('E-mail'), 'ana@example.com');
    await user.type(screen.getByLabelText('Password'), 'correct horse');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    await user.type(await screen.findByLabelText('Code'), '000000{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('This code is not right.');
    expect(router.state.location.pathname).toBe('/sign-in');
    await user.type(screen.getByLabelText('Code'), '123456{Enter}');
    await waitFor(() => expect(router.state.location.pathname).toBe('/runs'));
    expect(api.callsOf('ConfirmSignIn').at(-1)?.variables).toEqual({ secondStep: 'step-token', code: '123456' });
  });

  it('begins again where it took too long', async () => {
    const over = { viewer: null, problems: [{ code: 'step_over', message: 'This sign-in took too long.' }] };
    const { user } = renderApp('/sign-in#step=from-provider', { Mutation: { confirmSignIn: () => over } }, null);
    await user.type(await screen.findByLabelText('Code'), '123456{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('took too long');
    await user.click(screen.getByRole('button', { name: 'Begin again' }));
    expect(await screen.findByLabelText('Password')).toBeTruthy();
  });
});

describe('signing in with a provider', () => {
  const offeredSignIns = () => [{ workspaceId: 'w1', label: 'Contoso', path: '/api/sign-in/w1' }];

  it('is offered, and keeps where one wanted to go', async () => {
    renderApp('/sign-in?redirect=/runs', { Query: { offeredSignIns } }, null);
    const link = await screen.findByRole('link', { name: 'Sign in with Contoso' });
    expect(link.getAttribute('href')).toBe('/api/sign-in/w1?redirect=%2Fruns');
  });

  it('says in a sentence why it did not work, and nothing that others put into the address', async () => {
    renderApp('/sign-in?problem=not_invited', { Query: { offeredSignIns } }, null);
    expect((await screen.findByRole('alert')).textContent).toContain('Ask an administrator to invite you');
  });

  it('knows no other words than its own', async () => {
    renderApp('/sign-in?problem=call%20555-1234', {}, null);
    await screen.findByLabelText('E-mail');
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
