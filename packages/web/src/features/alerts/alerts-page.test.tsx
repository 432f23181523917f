import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failure } from '../../testing/mock-api.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { syncAnswers } from '../../testing/sync-answers.ts';

const alert = (change: object) => ({
  id: 'a1',
  key: 'worker',
  kind: 'worker',
  sentence: 'The worker is silent.',
  remedy: 'Restart the worker.',
  openedAt: '2026-11-23T09:00:00.000Z',
  resolvedAt: null,
  ...change,
});
const preference = { atOnce: ['WORKER'], digest: true, quietFrom: 1320, quietTo: 420 };
const rules = { pushOlderThanMinutes: 15, failurePercent: 20, brokenLinksAnHour: 10, tokenExpiresWithinDays: 7 };
const query = {
  ...syncAnswers,
  alerts: () => ({
    open: 1,
    items: [alert({}), alert({ id: 'a2', sentence: 'The poll is late.', resolvedAt: '2026-11-23T09:10:00.000Z' })],
  }),
  myAlertPreference: () => preference,
  alertSettings: () => ({
    rules,
  }),
};

describe('the alerts', () => {
  it('are shown with what to do, and those that are over after them; the navigation counts the open ones', async () => {
    renderApp('/alerts', { Query: query });
    const table = await screen.findByRole('table', { name: 'Alerts' });
    expect(within(table).getByText('The worker is silent.')).toBeTruthy();
    expect(within(table).getByText('Restart the worker.')).toBeTruthy();
    expect(within(table).getByText('The poll is late.')).toBeTruthy();
    expect(await screen.findByRole('link', { name: /^Alerts ?, 1 open$/ }, { timeout: 5_000 })).toBeTruthy();
  });

  it('lead to where their remedy is carried out: of a cause, to its own issues', async () => {
    const items = [
      alert({ key: 'issue_cause:invalid', kind: 'issue_cause', remedy: 'Open the issues: each says what to do.' }),
    ];
    renderApp('/alerts', { Query: { ...query, alerts: () => ({ open: 1, items }) } });
    const way = await screen.findByRole('link', { name: 'Open the issues: each says what to do.' });
    expect(way.getAttribute('href')).toBe('/issues?code=invalid');
  });

  it('turn by themselves', async () => {
    const { api } = renderApp('/alerts', { Query: query });
    await screen.findByText('Restart the worker.');
    await waitFor(() => expect(api.subscriptions.some((one) => one.field === 'alertsChanged')).toBe(true));
    await api.push('alertsChanged', { open: 0, items: [alert({ resolvedAt: '2026-11-23T09:12:00.000Z' })] });
    await waitFor(() => expect(screen.queryByText('Restart the worker.')).toBeNull());
    expect(screen.getByText('The worker is silent.')).toBeTruthy();
  });

  it('go to a person as they choose, and can be tried', async () => {
    const { user, api } = renderApp(
      '/alerts',
      {
        Query: query,
        Mutation: {
          saveMyAlertPreference: () => ({ preference, problems: [] }),
          sendTestAlert: () => ({ done: 'A test mail to ana@example.com is on its way.', problems: [] }),
        },
      },
      'SUPPORT',
    );
    await user.click(await screen.findByRole('checkbox', { name: 'Job store away' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(api.callsOf('SaveAlertPreference')[0]?.variables).toEqual({
        input: { ...preference, atOnce: ['WORKER', 'JOB_STORE'] },
      }),
    );
    await user.click(screen.getByRole('button', { name: 'Send me a test' }));
    expect(await screen.findByText('A test mail to ana@example.com is on its way.')).toBeTruthy();
  });

  it('say that they could not be loaded', async () => {
    renderApp('/alerts', { Query: { ...query, alerts: () => failure('The server is starting. Try again.') } });
    expect(await screen.findByText('The server is starting. Try again.')).toBeTruthy();
  });
});
