import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderApp, viewerOf } from '../testing/render-app.tsx';

const both = [
  { id: 'w1', name: 'Northwind IT', role: 'ADMIN', isCurrent: true },
  { id: 'w2', name: 'Harbor MSP', role: 'VIEWER', isCurrent: false },
];
const runs = { syncRuns: () => ({ items: [], pageInfo: { hasNextPage: false, endCursor: null } }) };

describe('the workspaces of a person', () => {
  it('are in the menu of who has several, and one goes to the overview of the other', async () => {
    let name = 'Northwind IT';
    const { user, router, api } = renderApp('/profile', {
      Query: {
        ...runs,
        mySessions: () => [],
        viewer: () => ({ ...viewerOf('ADMIN'), workspace: { id: 'w', name, currency: 'USD' } }),
        myWorkspaces: () => both,
      },
      Mutation: {
        switchWorkspace: () => {
          name = 'Harbor MSP';
          return { viewer: viewerOf('VIEWER'), secondStep: null, problems: [] };
        },
      },
    });
    await user.click(await screen.findByRole('button', { name: /: account$/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Harbor MSP' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/overview'));
    expect(await screen.findByRole('button', { name: /Harbor MSP.*: account$/ })).toBeTruthy();
    expect(api.callsOf('SwitchWorkspace')[0]?.variables).toEqual({ workspaceId: 'w2' });
  });

  it('ask for the second factor of the account there', async () => {
    const { user } = renderApp('/profile', {
      Query: { mySessions: () => [], myWorkspaces: () => both },
      Mutation: { switchWorkspace: () => ({ viewer: null, secondStep: 'token', problems: [] }) },
    });
    await user.click(await screen.findByRole('button', { name: /: account$/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Harbor MSP' }));
    expect(await screen.findByRole('heading', { name: 'Second step' })).toBeTruthy();
  });
});
