import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';

const person = (id: string, name: string, hasSecondFactor: boolean) => ({
  id,
  name,
  email: `${id}@example.com`,
  role: 'SALES',
  isActive: true,
  hasSecondFactor,
});
const addresses = {
  redirectUri: 'https://crm.example/api/sign-in/callback',
  startUrl: 'https://crm.example/api/sign-in/w1',
};

describe('the page Sign-in', () => {
  const resolvers = {
    signInSettings: () => ({ requiresSecondFactor: false }),
    identityProvider: () => ({ ...addresses, provider: null }),
    people: () => [person('ana', 'Ana Ruiz', true), person('sol', 'Sol', false)],
  };

  it('tells who has no second factor before it is demanded', async () => {
    const { user, api } = renderApp('/sign-in-settings', {
      Query: resolvers,
      Mutation: { saveSignInSettings: () => ({ settings: { requiresSecondFactor: true }, problems: [] }) },
    });
    expect(await screen.findByText(/1 of 2 have one. Without: Sol\./)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Require it of everybody' }));
    expect(await screen.findByText(/One person has none/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Require it' }));
    await waitFor(() =>
      expect(api.callsOf('SaveSignInSettings')[0]?.variables).toEqual({ input: { requiresSecondFactor: true } }),
    );
  });

  it('saves a provider with roles by claim, and puts what is wrong at its field', async () => {
    let refuse = true;
    const { user, api } = renderApp('/sign-in-settings', {
      Query: resolvers,
      Mutation: {
        saveIdentityProvider: () => {
          const problems = refuse ? [{ code: 'invalid', field: 'domains.0', message: 'No such domain.' }] : [];
          refuse = false;
          return { settings: problems.length > 0 ? null : { ...addresses, provider: null }, problems };
        },
      },
    });
    await user.type(await screen.findByLabelText('Name'), 'Contoso');
    await user.type(screen.getByLabelText('Issuer'), 'https://c.example');
    await user.type(screen.getByLabelText('Client ID'), 'id');
    await user.type(screen.getByLabelText('Client secret'), 'secret');
    await user.type(screen.getByLabelText('Mail domains'), 'example');
    await user.type(screen.getByLabelText('Claim for roles'), 'groups');
    await user.click(await screen.findByRole('button', { name: 'Add value' }));
    await user.type(screen.getByLabelText('Value 1'), 's');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('No such domain.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(api.callsOf('SaveIdentityProvider')).toHaveLength(2));
    expect(api.callsOf('SaveIdentityProvider')[1]?.variables).toEqual({
      input: {
        label: 'Contoso',
        issuer: 'https://c.example',
        clientId: 'id',
        clientSecret: 'secret',
        scopes: [],
        domains: ['example'],
        roleClaim: 'groups',
        roles: [{ value: 's', role: 'SALES' }],
        defaultRole: null,
        createsPeople: false,
        trustsSecondFactor: false,
      },
    });
  });

  it('signs everybody out after a question, and says how many sessions ended', async () => {
    const { user, api } = renderApp('/sign-in-settings', {
      Query: resolvers,
      Mutation: { endAllSessions: () => 7 },
    });
    await user.click(await screen.findByRole('button', { name: 'Sign everybody out' }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog.textContent).toContain('only the one in which you are now goes on');
    expect(api.callsOf('EndAllSessions')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Sign everybody out' }));
    expect(await screen.findByText('Everybody else is signed out. Sessions that ended: 7.')).toBeTruthy();
    expect(api.callsOf('EndAllSessions')).toHaveLength(1);
  });

  it('is for administrators', async () => {
    renderApp('/sign-in-settings', {}, 'SUPPORT');
    expect(await screen.findByText(/Only administrators/)).toBeTruthy();
  });
});
