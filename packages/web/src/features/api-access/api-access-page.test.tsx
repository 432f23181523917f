import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failure } from '../../testing/mock-api.ts';
import { renderApp } from '../../testing/render-app.tsx';

const token = {
  id: 't1',
  name: 'Board',
  scopes: ['AUDIT'],
  prefix: 'cwy_8f2a',
  createdAt: '2026-11-01T00:00:00.000Z',
  expiresAt: null,
  lastUsedAt: null,
  lastUsedAddress: null,
  revokedAt: null,
  replacedById: null,
};

const accessSettings = () => ({ tokenMaxDays: 365, allowedOrigins: ['https://board.example.com'] });

describe('API access', () => {
  it('makes a token and shows its secret this one time', async () => {
    const { user, api } = renderApp('/api-access', {
      Query: { apiTokens: () => [], accessSettings },
      Mutation: { createApiToken: () => ({ token, secret: 'cwy_8f2a_the-secret', problems: [] }) },
    });
    await screen.findByText('No token yet');
    api.answer('Query', 'apiTokens', () => [token]);
    await user.click(screen.getByRole('button', { name: 'New token' }));
    await user.type(await screen.findByRole('textbox', { name: /Name/ }), 'Board');
    await user.click(screen.getByRole('checkbox', { name: /Retry/ }));
    await user.click(screen.getByRole('button', { name: 'Create token' }));
    expect(await screen.findByText('cwy_8f2a_the-secret')).toBeTruthy();
    expect(api.callsOf('CreateApiToken')[0]?.variables.input).toMatchObject({
      name: 'Board',
      scopes: ['AUDIT', 'RETRY'],
    });
    await user.click(screen.getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(screen.queryByText('cwy_8f2a_the-secret')).toBeNull());
    expect(await screen.findByRole('cell', { name: 'Board' })).toBeTruthy();
  });

  it('puts what the server refuses at its field', async () => {
    const problems = [{ code: 'taken', field: 'name', message: 'A token with this name exists. Choose another.' }];
    const { user } = renderApp('/api-access', {
      Query: { apiTokens: () => [token], accessSettings },
      Mutation: { createApiToken: () => ({ token: null, secret: null, problems }) },
    });
    await user.click(await screen.findByRole('button', { name: 'New token' }));
    await user.type(await screen.findByRole('textbox', { name: /Name/ }), 'Board');
    await user.click(screen.getByRole('button', { name: 'Create token' }));
    expect(await screen.findByText('A token with this name exists. Choose another.')).toBeTruthy();
  });

  it('revokes a token after a question', async () => {
    const { user, api } = renderApp('/api-access', {
      Query: { apiTokens: () => [token], accessSettings },
      Mutation: {
        revokeApiToken: () => ({ token: { ...token, revokedAt: '2026-11-23T09:00:00.000Z' }, problems: [] }),
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Revoke Board' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Revoke' }));
    await waitFor(() => expect(api.callsOf('RevokeApiToken')[0]?.variables).toEqual({ id: 't1' }));
  });

  it('replaces a token by a new one, and says for how long both work', async () => {
    const { user, api } = renderApp('/api-access', {
      Query: { apiTokens: () => [token], accessSettings },
      Mutation: {
        rotateApiToken: () => ({
          token: { ...token, id: 't2' },
          replaced: { ...token, replacedById: 't2' },
          secret: 'cwy_the-new-secret',
          problems: [],
        }),
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Replace Board' }));
    await user.click(await screen.findByRole('button', { name: 'Create new token' }));
    expect(await screen.findByText('cwy_the-new-secret')).toBeTruthy();
    expect(api.callsOf('RotateApiToken')[0]?.variables).toEqual({ id: 't1', overlapHours: 24 });
  });

  it('saves the pages that may ask, and puts what is wrong with one at their field', async () => {
    const problems = [
      { code: 'invalid', field: 'allowedOrigins.1', message: '"nonsense" is not the address of a page.' },
    ];
    const { user, api } = renderApp('/api-access', {
      Query: { apiTokens: () => [token], accessSettings },
      Mutation: { saveAccessSettings: () => ({ settings: null, problems }) },
    });
    const field = await screen.findByRole('textbox', { name: /Web pages that may ask/ });
    await user.type(field, '{enter}nonsense');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('"nonsense" is not the address of a page.')).toBeTruthy();
    expect(api.callsOf('SaveAccessSettings')[0]?.variables.input).toEqual({
      tokenMaxDays: 365,
      allowedOrigins: ['https://board.example.com', 'nonsense'],
    });
  });

  it('says when the tokens cannot be loaded', async () => {
    renderApp('/api-access', {
      Query: { apiTokens: () => failure('Only administrators may see the tokens.', 'forbidden') },
    });
    expect(await screen.findByText('Only administrators may see the tokens.')).toBeTruthy();
  });
});
