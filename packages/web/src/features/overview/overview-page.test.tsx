import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { sampleHealth, sampleStandings } from '../../testing/connection-samples.ts';
import { failure } from '../../testing/mock-api.ts';
import { pageOf } from '../../testing/page-samples.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { sampleEvent, sampleRun } from '../../testing/run-samples.ts';
import { sampleSettings } from '../../testing/settings-samples.ts';
import { syncAnswers } from '../../testing/sync-answers.ts';

const started = { ...syncAnswers, syncSettings: () => ({ ...sampleSettings, startedAt: '2026-11-20T00:00:00.000Z' }) };

const series = (operation: string, status: string, total: number) => ({
  entity: 'COMPANY',
  operation,
  status,
  total,
  counts: [total, 0],
});
const sampleStatistics = () => ({
  buckets: ['2026-11-23T08:00:00.000Z', '2026-11-23T09:00:00.000Z'],
  series: [
    series('CREATE', 'SUCCESS', 12),
    series('UPDATE', 'SUCCESS', 3),
    series('FAIL', 'ERROR', 1),
    series('SKIP', 'SKIPPED', 9),
  ],
  lag: [{ direction: 'IN', total: 15, overallP50Ms: 4_200, overallP95Ms: 90_000 }],
  apiCalls: {
    budgetPerMinute: 600,
    budgetPerBucket: 36_000,
    outcomes: [
      { outcome: 'ok', total: 149, counts: [149, 0] },
      { outcome: 'timeout', total: 1, counts: [1, 0] },
    ],
  },
});
const sampleGroup = {
  code: 'missing_name',
  entity: 'COMPANY',
  direction: 'IN',
  count: 3,
  since: '2026-11-20T08:00:00.000Z',
  newLastDay: 1,
  newDayBefore: 0,
};

const inTrouble = ({ code, sentence }: { code: string; sentence: string }) => ({
  ...sampleHealth,
  tone: 'stopped',
  sentence,
  remedy: 'Do this.',
  troubles: [{ code, tone: 'stopped', sentence, remedy: 'Do this.', since: '2026-11-23T09:00:00.000Z' }],
});

describe('the overview', () => {
  it('says how changes come in: at once while callbacks work, and that a poll which should have come is due', async () => {
    const callbacks = () => ({ state: 'ACTIVE' });
    const integrationHealth = () => ({ ...sampleHealth, nextPullAt: '2020-01-01T00:00:00.000Z' });
    renderApp('/', { Query: { ...started, callbacks, integrationHealth } });
    expect(
      await screen.findByText(/It tells of changes at once, and is asked every 15 minutes to check\./),
    ).toBeTruthy();
    expect(screen.getByText('due now')).toBeTruthy();
  });

  it('draws what the sync did over a time that the address names, and each bar leads to the log of its time', async () => {
    const syncStatistics = ({ bucket }: { bucket: string }) =>
      bucket === 'HOUR' ? sampleStatistics() : { ...sampleStatistics(), series: [] };
    const { api, user, router } = renderApp('/overview', { Query: { ...started, syncStatistics } });
    const chart = await screen.findByRole('list', { name: 'What the sync did over time' });
    const bars = within(chart).getAllByRole('link');
    expect(bars).toHaveLength(2);
    expect(bars[0]?.getAttribute('aria-label')).toMatch(/: Failed 1, Updated 3, Created 12$/);
    expect(bars[1]?.getAttribute('aria-label')).toMatch(/: nothing$/);
    const target = new URL(bars[0]?.getAttribute('href') ?? '', 'http://x');
    expect(target.pathname).toBe('/audit');
    expect(target.searchParams.get('from')).toContain('2026-11-23T08:00:00.000Z');
    expect(target.searchParams.get('to')).toContain('2026-11-23T08:59:59.999Z');
    await user.click(screen.getByRole('radio', { name: '30 days' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ range: '30d' }));
    await waitFor(() => expect(api.callsOf('OverviewActivity')).toHaveLength(2));
    const [day, month] = api.callsOf('OverviewActivity').map(({ variables }) => Date.parse(String(variables.from)));
    expect((day ?? 0) - (month ?? 0)).toBe((30 * 24 - 24) * 3_600_000);
  });

  it('says in one sentence how things are, with the figures behind it', async () => {
    renderApp('/', { Query: { ...started, auditEvents: () => pageOf([sampleEvent(1)]) } });
    expect(await screen.findByText('All in sync; last pull 3 min ago.')).toBeTruthy();
    const row = (await screen.findByRole('rowheader', { name: 'Clients in the CRM' })).closest('tr') as HTMLElement;
    expect(within(row).getByRole('link', { name: '2,997' }).getAttribute('href')).toBe(
      '/links?entity=COMPANY&state=LINKED',
    );
    expect(within(row).getByRole('link', { name: '3' }).getAttribute('href')).toBe('/clients?standing=FAILING');
    const there = screen.getByRole('rowheader', { name: 'Clients in ConnectWise' }).closest('tr') as HTMLElement;
    expect(within(there).getByRole('link', { name: '3' }).getAttribute('href')).toBe(
      '/issues?entity=COMPANY&there=true',
    );
    expect(within(there).getByRole('link', { name: '41' }).getAttribute('href')).toBe(
      '/integrations/excluded?entity=COMPANY',
    );
    const skipped = within(there).getByRole('link', { name: '2' }).getAttribute('href') ?? '';
    expect(decodeURIComponent(skipped)).toBe('/audit?entities=["COMPANY"]&statuses=["SKIPPED"]&codes=["mode"]');
    expect(await screen.findByText('Client 1')).toBeTruthy();
    // States that no record is in have no column.
    const table = screen.getByRole('table', { name: 'Records by state' });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(({ textContent }) => textContent),
    ).toEqual([...['Type', 'All', 'Linked', 'Pending', 'Failing', 'Excluded', 'Skipped', '24 hours', '7 days']]);
  });

  it('counts apart what differs for good, so that the columns add up, and leads to those links', async () => {
    const [first] = sampleStandings;
    const here = { ...first?.here, linked: 2_997, heldEdits: 2, differByChoice: 1 };
    renderApp('/', { Query: { ...started, recordTallies: () => [{ ...first, here }] } });
    const row = (await screen.findByRole('rowheader', { name: 'Clients in the CRM' })).closest('tr') as HTMLElement;
    const cell = (label: string) => row.querySelector(`[data-label="${label}"] a`) as HTMLElement;
    expect([cell('Linked').textContent, cell('Differ').textContent]).toEqual(['2,994', '3']);
    expect(
      (
        await screen.findByRole('link', { name: /^2 records have edits that the sync mode or the direction/ })
      ).getAttribute('href'),
    ).toBe('/links?differs=HELD_EDIT');
    expect(cell('Linked').getAttribute('href')).toBe('/links?entity=COMPANY&state=LINKED&differs=NONE');
    expect(cell('Differ').getAttribute('href')).toBe('/links?entity=COMPANY&state=LINKED&differs=ANY');
  });

  it('tells what the last day brought, how long changes were on their way, and what ConnectWise was asked', async () => {
    renderApp('/', { Query: { ...started, syncStatistics: sampleStatistics, issueGroups: () => [sampleGroup] } });
    expect(await screen.findByRole('img', { name: '24 hours: 12 created, 3 updated, 1 failed' })).toBeTruthy();
    const card = (await screen.findByRole('heading', { name: 'The last 24 hours' })).parentElement as HTMLElement;
    expect(card.textContent).toContain('4.2 s half of them (p50)19 of 20 within 1 min 30 s (p95)');
    expect(card.textContent).toContain('Requests to ConnectWise1501 of them failed');
    expect(card.textContent).toContain('150 below 1 %of 36,000 that may go out (600 a minute)');
    const causes = await screen.findByRole('region', { name: 'Issues by cause' });
    expect(within(causes).getByRole('link', { name: 'The name is missing' }).getAttribute('href')).toBe(
      '/issues?code=missing_name&entity=COMPANY&direction=IN',
    );
  });

  it('shows a new workspace its next steps in place of an alarm', async () => {
    const fresh = {
      ...inTrouble({ code: 'not_connected', sentence: 'ConnectWise is not connected.' }),
      connection: null,
    };
    renderApp('/overview', {
      Query: {
        ...syncAnswers,
        syncSettings: () => null,
        recordTallies: () => [],
        integrationHealth: () => ({ ...fresh, entities: [], lastPullAt: null, nextPullAt: null, openIssues: 0 }),
      },
    });
    expect(await screen.findByRole('heading', { name: 'Three steps to the first sync' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Connect ConnectWise' }).getAttribute('href')).toBe(
      '/integrations/setup/connect',
    );
    expect(screen.queryByText('ConnectWise is not connected.')).toBeNull();
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
    ['not_connected', 'ConnectWise is not connected.', 'Connect', '/integrations/setup/connect'],
    ['keys_refused', 'ConnectWise refused the keys.', 'Reconnect', '/integrations'],
    [
      'permission_missing',
      'The API member may not read contacts.',
      'Check permissions',
      '/integrations/setup/permissions',
    ],
    ['keys_unreadable', 'The stored keys cannot be opened.', 'Reconnect', '/integrations'],
    ['run_failed', 'The last sync failed.', 'Open runs', '/runs'],
  ])('names the next step when something stands in the way: %s', async (code, sentence, action, href) => {
    renderApp('/overview', { Query: { ...started, integrationHealth: () => inTrouble({ code, sentence }) } });
    expect((await screen.findByRole('status', { name: '' })).textContent).toBe(sentence);
    expect(screen.getByRole('link', { name: action }).getAttribute('href')).toBe(href);
    expect(screen.getByText(/Do this/)).toBeTruthy();
  });

  it('turns by itself when the worker falls silent, and calls no run "in progress" that nobody works on', async () => {
    const { api } = renderApp('/overview', {
      Query: { ...started, integrationHealth: () => ({ ...sampleHealth, currentRun: sampleRun }) },
    });
    expect(await screen.findByRole('heading', { name: 'First sync in progress' })).toBeTruthy();
    await waitFor(() => expect(api.subscriptions.some((one) => one.field === 'integrationHealthChanged')).toBe(true));
    const silent = inTrouble({ code: 'worker_silent', sentence: 'The worker is silent.' });
    const also = { code: 'run_not_picked_up', tone: 'attention', sentence: 'A sync was asked for.', since: null };
    await api.push('integrationHealthChanged', {
      ...silent,
      troubles: [...silent.troubles, also],
      currentRun: sampleRun,
    });
    expect(await screen.findByText('The worker is silent.')).toBeTruthy();
    expect(within(screen.getByRole('list', { name: 'Also wrong' })).getByText('A sync was asked for.')).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'First sync is waiting' })).toBeTruthy();
    expect(screen.queryByRole('heading', { name: 'First sync in progress' })).toBeNull();
  });

  it('claims nothing when the server cannot tell any more', async () => {
    const { api } = renderApp('/overview', {
      Query: {
        ...started,
        integrationHealth: () => ({ ...sampleHealth, sentence: 'Everything that can pass is in step.' }),
      },
    });
    expect(await screen.findByText('Everything that can pass is in step.')).toBeTruthy();
    api.answer('Query', 'integrationHealth', () => failure('The database does not answer.'));
    api.refuseSockets = true;
    for (const socket of api.sockets) socket.drop(1006);
    expect(await screen.findByText('How the sync stands is not known just now.', {}, { timeout: 9_000 })).toBeTruthy();
    expect(screen.queryByText('Everything that can pass is in step.')).toBeNull();
  }, 15_000);

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
