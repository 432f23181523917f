import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { sampleConnection, sampleHealth } from '../../testing/connection-samples.ts';
import { failure } from '../../testing/mock-api.ts';
import { pageOf } from '../../testing/page-samples.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { sampleEvent, sampleRun } from '../../testing/run-samples.ts';
import { sampleSettings } from '../../testing/settings-samples.ts';
import { syncAnswers } from '../../testing/sync-answers.ts';

const started = { ...syncAnswers, syncSettings: () => ({ ...sampleSettings, startedAt: '2026-11-20T00:00:00.000Z' }) };

describe('the overview', () => {
  it('says in one sentence how things are, with the figures behind it', async () => {
    renderApp('/', { Query: { ...started, auditEvents: () => pageOf([sampleEvent(1)]) } });
    expect(await screen.findByText('All in sync; last pull 3 min ago.')).toBeTruthy();
    const row = screen.getByRole('rowheader', { name: 'Clients' }).closest('tr') as HTMLElement;
    expect(within(row).getByText('2,997')).toBeTruthy();
    expect(within(row).getByRole('link', { name: '3' }).getAttribute('href')).toBe('/issues?entity=COMPANY');
    expect(await screen.findByText('Client 1')).toBeTruthy();
  });

  it('shows the first sync as it goes, with counts and the way to its failures', async () => {
    const { api } = renderApp('/overview', {
      Query: { ...started, integrationHealth: () => ({ ...sampleHealth, currentRun: sampleRun }) },
    });
    expect(await screen.findByRole('heading', { name: 'First sync in progress' })).toBeTruthy();
    expect(screen.getByText('1,204 of 3,000')).toBeTruthy();
    expect(screen.getByRole('link', { name: '4 failed' }).getAttribute('href')).toContain('runId=r1');

    await waitFor(() => expect(api.subscriptions.some((one) => one.field === 'integrationHealthChanged')).toBe(true));
    const [company, ...others] = sampleRun.entities;
    await api.push('integrationHealthChanged', {
      ...sampleHealth,
      currentRun: { ...sampleRun, entities: [{ ...company, processed: 2500 }, ...others] },
    });
    expect(await screen.findByText('2,500 of 3,000')).toBeTruthy();
  });

  it('asks every few seconds while the live connection is down, and says so', async () => {
    const { api } = renderApp('/overview', { Query: started });
    api.refuseSockets = true;
    for (const socket of api.sockets) socket.drop(1006);
    expect(await screen.findByText('Live updates interrupted')).toBeTruthy();
    api.answer('Query', 'integrationHealth', () => ({ ...sampleHealth, sentence: 'Pushes wait.' }));
    expect(await screen.findByText('Pushes wait.', {}, { timeout: 8000 })).toBeTruthy();
  });

  it.each([
    [null, 'ConnectWise is not connected', 'Connect'],
    [
      { ...sampleConnection, state: 'ERROR', stateCode: 'wrong_keys', stateMessage: 'ConnectWise refused the keys.' },
      'ConnectWise refuses or cannot be reached',
      'Mend the connection',
    ],
  ])('names the next step when something stands in the way (%#)', async (connection, title, action) => {
    renderApp('/overview', { Query: { ...started, integrationHealth: () => ({ ...sampleHealth, connection }) } });
    expect(await screen.findByText(title)).toBeTruthy();
    expect(screen.getByRole('link', { name: action }).getAttribute('href')).toContain('/integrations');
  });

  it('syncs now on request', async () => {
    const { user, api } = renderApp('/overview', {
      Query: started,
      Mutation: { syncNow: () => ({ run: { id: 'r2' }, problems: [] }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Sync now' }));
    await waitFor(() => expect(api.callsOf('SyncNow')).toHaveLength(1));
    expect(await screen.findByText('ConnectWise is being asked for changes.')).toBeTruthy();
  });

  it('syncs one kind of record alone', async () => {
    const { user, api } = renderApp('/overview', {
      Query: started,
      Mutation: { syncNow: () => ({ run: { id: 'r2' }, problems: [] }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Sync one kind of record' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Products only' }));
    await waitFor(() => expect(api.callsOf('SyncNow')[0]?.variables).toEqual({ entity: 'PRODUCT' }));
  });

  it('tells a viewer why they cannot, instead of letting them try', async () => {
    const { user, api } = renderApp('/overview', { Query: started }, 'VIEWER');
    const button = await screen.findByRole('button', { name: 'Sync now' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(button.getAttribute('aria-description')).toContain('Your role can look');
    await user.click(button);
    expect(api.callsOf('SyncNow')).toEqual([]);
  });

  it('says that it could not be loaded', async () => {
    renderApp('/overview', {
      Query: { ...started, integrationHealth: () => failure('The server is starting. Try again.') },
    });
    expect(await screen.findByText('The server is starting. Try again.')).toBeTruthy();
  });
});
