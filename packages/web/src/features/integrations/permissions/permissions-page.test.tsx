import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { samplePermissionReport } from '../../../testing/connection-samples.ts';
import { failure } from '../../../testing/mock-api.ts';
import { renderApp } from '../../../testing/render-app.tsx';
import { syncAnswers } from '../../../testing/sync-answers.ts';

const path = '/integrations/setup/permissions';
const rowOf = (text: string): HTMLElement => screen.getByText(text).closest('li') as HTMLElement;

describe('the permissions page', () => {
  it('shows what is denied first with where it is given, and the rest by module, folded', async () => {
    renderApp(path, { Query: syncAnswers });
    expect(await screen.findByText('One permission is missing')).toBeTruthy();
    for (const module of ['Companies', 'Procurement', 'System'])
      expect(screen.getByRole('group', { name: module }).hasAttribute('open')).toBe(false);
    expect(screen.getByRole('group', { name: 'Companies' }).textContent).toMatch(/^Companies\d+ granted/);
    expect(rowOf('Read companies').textContent).toContain('OK');
    const denied = rowOf('Create opportunities and notes');
    expect(denied.closest('section')?.getAttribute('aria-label')).toBe('Denied');
    expect(denied.textContent).toContain('Denied');
    expect(denied.textContent).toContain(
      'System > Security Roles > (role of the API member) > Sales > Opportunity: Add All',
    );
    expect(rowOf('Attach documents to opportunities').textContent).toContain('the first one that is sent will show it');
    expect(rowOf('Update products').textContent).toContain('Not needed in this mode');
    expect(rowOf('Read contact types').textContent).toContain('Denied, not needed');
  });

  it('checks again and shows what was found', async () => {
    const mended = { ...samplePermissionReport, denied: 0 };
    const { user, api } = renderApp(path, {
      Query: syncAnswers,
      Mutation: { checkPermissions: () => ({ report: mended, problems: [] }) },
    });
    const again = await screen.findByRole('button', { name: 'Check again' });
    api.answer('Query', 'permissionReport', () => mended);
    await user.click(again);
    expect(await screen.findByText('No required permission is denied')).toBeTruthy();
  });

  it('says why it could not be checked', async () => {
    const problems = [{ code: 'unavailable', field: null, message: 'ConnectWise could not be asked: no route.' }];
    const { user } = renderApp(path, {
      Query: syncAnswers,
      Mutation: { checkPermissions: () => ({ report: null, problems }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Check again' }));
    expect(await screen.findByText('ConnectWise could not be asked: no route.')).toBeTruthy();
  });

  it('offers the first check when it never ran', async () => {
    renderApp(path, {
      Query: { ...syncAnswers, permissionReport: () => ({ ...samplePermissionReport, checkedAt: null, lines: [] }) },
    });
    expect(await screen.findByText('The permissions were not checked yet')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Check now' })).toBeTruthy();
  });

  it('shows the error when it cannot be loaded', async () => {
    renderApp(path, { Query: { ...syncAnswers, permissionReport: () => failure('The database is busy.') } });
    expect(await screen.findByText('The database is busy.')).toBeTruthy();
  });

  it('tells a viewer why they cannot check', async () => {
    const { user, api } = renderApp(path, { Query: syncAnswers }, 'VIEWER');
    const again = await screen.findByRole('button', { name: 'Check again' });
    expect(again.getAttribute('aria-description')).toContain('Your role can look');
    await user.click(again);
    expect(api.callsOf('CheckPermissions')).toEqual([]);
  });
});

describe('ways to the permissions page', () => {
  it('leads there from an issue that a missing right made', async () => {
    const issue = {
      id: 'i1',
      entity: 'OPPORTUNITY',
      direction: 'OUT',
      code: 'forbidden',
      message: 'You do not have security permission to perform this action.',
      advice: null,
      recordName: 'Office move',
      localId: null,
      remoteId: null,
      remoteUrl: null,
      state: 'OPEN',
      attempts: 1,
      firstSeenAt: '2026-11-23T09:14:05.000Z',
      lastSeenAt: '2026-11-23T09:14:05.000Z',
      nextRetryAt: null,
      fixStep: 'PERMISSIONS',
      candidates: [],
      difference: null,
      comments: [],
      waiting: [],
      waitingCount: 0,
      assignee: null,
      parkedAt: null,
    };
    const group = {
      code: 'forbidden',
      entity: 'OPPORTUNITY',
      direction: 'OUT',
      count: 1,
      since: '2026-11-23T09:14:05.000Z',
      lastSeenAt: '2026-11-23T09:14:05.000Z',
      newLastDay: 1,
      newDayBefore: 0,
      advice: null,
      fixStep: 'PERMISSIONS',
    };
    const page = { items: [issue], pageInfo: { endCursor: null, hasNextPage: false }, totalCount: 1 };
    const { user, router } = renderApp('/issues', {
      Query: { ...syncAnswers, issues: () => page, issueGroups: () => [group] },
    });
    await screen.findByText('Office move');
    const [link] = screen.getAllByRole('link', { name: 'Check permissions' });
    await user.click(link as HTMLElement);
    await waitFor(() => expect(router.state.location.pathname).toBe(path));
  });
});
