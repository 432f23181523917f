import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failure } from '../../testing/mock-api.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { pageOf, syncAnswers } from '../../testing/sync-samples.ts';

function issue(n: number, change: object = {}): object {
  return {
    id: `i${n}`,
    entity: 'CONTACT',
    direction: 'IN',
    code: 'missing_value',
    message: `Contact ${n} has no first name.`,
    advice: 'Enter one in ConnectWise, then retry.',
    recordName: `Contact ${n}`,
    localId: null,
    remoteId: String(n),
    remoteUrl: 'https://na.myconnectwise.net/x',
    state: 'OPEN',
    attempts: 2,
    firstSeenAt: '2026-11-23T08:00:00.000Z',
    lastSeenAt: '2026-11-23T09:00:00.000Z',
    nextRetryAt: null,
    candidates: [],
    ...change,
  };
}

const match = issue(9, {
  entity: 'COMPANY',
  code: 'match_needed',
  recordName: 'Harbor Dental',
  candidates: [
    { id: 'l1', name: 'Harbor Dental Group', detail: 'Seattle' },
    { id: 'l2', name: 'Harbor Dental', detail: 'Tacoma' },
  ],
});

const query = { ...syncAnswers, issues: () => pageOf([issue(1), match, issue(2)]) };

describe('the issues', () => {
  it('are grouped by cause, with what to do', async () => {
    renderApp('/issues', { Query: query });
    const group = await screen.findByRole('region', { name: 'A required value is missing' });
    expect(within(group).getByText('Contact 1 has no first name.')).toBeTruthy();
    expect(within(group).getByText('Contact 2 has no first name.')).toBeTruthy();
    expect(within(group).getByText('Enter one in ConnectWise, then retry.')).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Needs a person to match' })).toBeTruthy();
  });

  it('retries those that are selected, together', async () => {
    const { user, api } = renderApp('/issues', {
      Query: query,
      Mutation: { retryIssues: ({ ids }: { ids: string[] }) => ids.map(() => ({ issue: issue(1), problems: [] })) },
    });
    await user.click(await screen.findByRole('checkbox', { name: 'Select Contact 2' }));
    await user.click(screen.getByRole('button', { name: 'Retry selected (1)' }));
    await waitFor(() => expect(api.callsOf('RetryIssues')[0]?.variables).toEqual({ ids: ['i2'] }));
    expect(await screen.findByText('Retry is under way.')).toBeTruthy();
  });

  it('links a record to the one a person chose', async () => {
    const { user, api } = renderApp('/issues', {
      Query: query,
      Mutation: { resolveMatch: () => ({ issue: { ...match, state: 'RESOLVED' }, problems: [] }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Review match of Harbor Dental' }));
    await user.click(await screen.findByRole('radio', { name: 'Link to Harbor Dental' }));
    await user.click(screen.getByRole('button', { name: 'Link the records' }));
    await waitFor(() =>
      expect(api.callsOf('ResolveMatch')[0]?.variables).toEqual({
        id: 'i9',
        input: { decision: 'LINK', localId: 'l2' },
      }),
    );
  });

  it('dismisses only with a reason', async () => {
    const { user, api } = renderApp('/issues', {
      Query: query,
      Mutation: { dismissIssue: () => ({ issue: { ...issue(1), state: 'DISMISSED' }, problems: [] }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Dismiss Contact 1' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByRole('button', { name: 'Dismiss' }).hasAttribute('disabled')).toBe(true);
    await user.type(within(dialog).getByRole('textbox'), 'A test record');
    await user.click(within(dialog).getByRole('button', { name: 'Dismiss' }));
    await waitFor(() =>
      expect(api.callsOf('DismissIssue')[0]?.variables).toEqual({ id: 'i1', reason: 'A test record' }),
    );
  });

  it('say what the server refused', async () => {
    const problems = [{ code: 'conflict', message: 'Somebody resolved this issue meanwhile.' }];
    const { user } = renderApp('/issues', {
      Query: query,
      Mutation: { retryIssues: () => [{ issue: null, problems }] },
    });
    await user.click(await screen.findByRole('button', { name: 'Retry Contact 1' }));
    expect(await screen.findByText('Somebody resolved this issue meanwhile.')).toBeTruthy();
  });

  it('are a good sign when there are none', async () => {
    renderApp('/issues', { Query: syncAnswers });
    expect(await screen.findByText('Everything is synced')).toBeTruthy();
  });

  it('say when they cannot be loaded', async () => {
    renderApp('/issues', { Query: { ...syncAnswers, issues: () => failure('Too many requests. Wait a minute.') } });
    expect(await screen.findByText('Too many requests. Wait a minute.')).toBeTruthy();
  });
});
