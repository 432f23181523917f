import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';

const workspaceProfile = {
  name: 'Northwind IT',
  currency: 'USD',
  address: '1 Main Street',
  phone: '',
  website: '',
  taxNumber: '',
  quoteTerms: '',
  quoteValidDays: 30,
  paper: null,
  printsOn: 'LETTER',
  logoPath: null,
};

describe('the workspace', () => {
  it('is saved, and a refused entry is told at its field', async () => {
    let refuse = true;
    const { user, api } = renderApp('/workspace', {
      Query: { workspaceProfile: () => workspaceProfile },
      Mutation: {
        saveWorkspaceProfile: () =>
          refuse
            ? { profile: null, problems: [{ code: 'invalid', field: 'currency', message: '"US" is not a currency.' }] }
            : { profile: { name: 'Blue' }, problems: [] },
      },
    });
    expect(await screen.findByDisplayValue('By the currency (now Letter)')).toBeTruthy();
    const name = screen.getByRole('textbox', { name: 'Name' });
    await user.clear(name);
    await user.type(name, 'Blue');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('"US" is not a currency.')).toBeTruthy();
    refuse = false;
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(api.callsOf('SaveWorkspaceProfile')).toHaveLength(2));
    expect(api.callsOf('SaveWorkspaceProfile')[1]?.variables).toMatchObject({
      input: { name: 'Blue', currency: 'USD', quoteValidDays: 30, paper: null },
    });
  }, 20_000);
});
