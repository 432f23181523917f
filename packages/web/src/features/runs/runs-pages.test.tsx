import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { localTime } from '../../components/relative-time.tsx';
import { failure } from '../../testing/mock-api.ts';
import { pageOf } from '../../testing/page-samples.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { sampleRun } from '../../testing/run-samples.ts';
import { syncAnswers } from '../../testing/sync-answers.ts';

const done = { ...sampleRun, state: 'DONE', finishedAt: '2026-11-23T09:03:05.000Z' };
const query = { ...syncAnswers, syncRuns: () => pageOf([done]), syncRun: () => done };

describe('the runs', () => {
  it('are listed with what came of them, and open', async () => {
    const { user, router } = renderApp('/runs', { Query: query });
    const table = await screen.findByRole('table', { name: 'Runs' });
    const row = within(table).getByText('First sync').closest('tr') as HTMLElement;
    expect(within(row).getByText('3 min 5 s')).toBeTruthy();
    expect(within(row).getByText('1,107')).toBeTruthy();
    const of = (label: string) => Number(row.querySelector(`[data-label="${label}"]`)?.textContent?.replace(',', ''));
    const parts = ['Created', 'Updated', 'Linked', 'Unchanged', 'Skipped', 'Failed'].map(of);
    expect(parts.reduce((sum, one) => sum + one, 0)).toBe(of('Looked at'));
    await user.click(within(row).getByRole('link'));
    expect(await screen.findByText('1,204 of 3,000')).toBeTruthy();
    expect(router.state.location.pathname).toBe('/runs/r1');
    // In the viewer's zone and manner of writing, and each count with its name where the columns have no room.
    expect(screen.getByText(/^Started /).textContent).toContain(`Started ${localTime(done.startedAt)}`);
    const progress = screen.getByRole('table', { name: 'Progress by record type' });
    const labels = [...progress.querySelectorAll('tbody tr:first-child [data-label]')];
    expect(labels.map((one) => one.getAttribute('data-label'))).toEqual(
      expect.arrayContaining(['Created', 'Updated', 'Linked', 'Unchanged', 'Skipped']),
    );
    expect(screen.getByRole('link', { name: 'Audit entries of this run' }).getAttribute('href')).toBe(
      '/audit?runId=r1',
    );
  });

  it('are narrowed by kind, state and time and sorted by column, in the address', async () => {
    const { user, api, router } = renderApp('/runs?state=FAILED', { Query: query });
    await screen.findByRole('table', { name: 'Runs' });
    expect(api.callsOf('SyncRuns')[0]?.variables).toMatchObject({ kinds: null, state: 'FAILED', orderBy: null });
    expect(screen.getByRole('columnheader', { name: 'Started' }).getAttribute('aria-sort')).toBe('descending');
    await user.click(screen.getByRole('combobox', { name: 'Kind of run' }));
    await user.click(await screen.findByRole('option', { name: 'Push' }));
    await user.click(screen.getByRole('combobox', { name: 'Time' }));
    await user.click(await screen.findByRole('option', { name: 'Last 7 days' }));
    await user.click(screen.getByRole('button', { name: 'Took' }));
    await user.click(screen.getByRole('button', { name: 'Took' }));
    const asked = { kind: 'PUSH', state: 'FAILED', started: '7d', sort: 'TOOK', desc: true };
    await waitFor(() => expect(router.state.location.search).toEqual(asked));
    await waitFor(() =>
      expect(api.callsOf('SyncRuns').at(-1)?.variables).toMatchObject({
        kinds: ['PUSH'],
        started: { before: null },
        orderBy: 'TOOK',
        descending: true,
      }),
    );
    api.answer('Query', 'syncRuns', () => pageOf([]));
    await user.click(screen.getByRole('button', { name: 'Failed' }));
    await user.click(await screen.findByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ sort: 'FAILED' }));
  });

  it('bear the name of the record that a push sent, and lead to it and to the settings they went by', async () => {
    const push = {
      ...done,
      kind: 'PUSH',
      settingsRevision: 4,
      record: { entity: 'COMPANY', localId: 'c1', name: 'Acme' },
    };
    const { unmount } = renderApp('/runs', { Query: { ...query, syncRuns: () => pageOf([push]) } });
    expect(await screen.findByText('Push: Acme')).toBeTruthy();
    unmount();
    renderApp('/runs/r1', { Query: { ...query, syncRun: () => push } });
    expect(await screen.findByRole('heading', { name: 'Push: Acme' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'open client' }).getAttribute('href')).toBe('/clients/c1');
    expect(screen.getByRole('link', { name: 'by the settings of revision 4' }).getAttribute('href')).toBe(
      '/integrations/history',
    );
  });

  it('tell why one stopped early', async () => {
    renderApp('/runs/r1', {
      Query: { ...query, syncRun: () => ({ ...done, state: 'FAILED', error: 'ConnectWise did not answer.' }) },
    });
    expect(await screen.findByText('ConnectWise did not answer.')).toBeTruthy();
  });

  it('say when there is no such run, and when there is none at all', async () => {
    const { unmount } = renderApp('/runs/none', { Query: { ...query, syncRun: () => null } });
    expect(await screen.findByText('There is no such run')).toBeTruthy();
    unmount();
    renderApp('/runs', { Query: syncAnswers });
    expect(await screen.findByText('No run yet')).toBeTruthy();
  });

  it('say when they cannot be loaded', async () => {
    renderApp('/runs', { Query: { ...query, syncRuns: () => failure('The database is busy.') } });
    expect(await screen.findByText('The database is busy.')).toBeTruthy();
  });
});
