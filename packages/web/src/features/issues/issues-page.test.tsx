import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { sampleHealth } from '../../testing/connection-samples.ts';
import { failure } from '../../testing/mock-api.ts';
import { pageOf } from '../../testing/page-samples.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { syncAnswers } from '../../testing/sync-answers.ts';

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
    linkedLocalId: null,
    difference: null,
    comments: [],
    waiting: [],
    waitingCount: 0,
    assignee: null,
    parkedAt: null,
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

const group = (change: object = {}): object => ({
  code: 'missing_value',
  entity: 'CONTACT',
  direction: 'IN',
  count: 2,
  since: '2026-11-20T08:00:00.000Z',
  lastSeenAt: '2026-11-23T09:00:00.000Z',
  newLastDay: 2,
  newDayBefore: 0,
  advice: 'Enter one in ConnectWise, then retry.',
  fixStep: null,
  ...change,
});
const matchGroup = group({ code: 'match_needed', entity: 'COMPANY', count: 1, advice: null });
const missingName = 'A required value is missing: contacts, from ConnectWise';

const query = {
  ...syncAnswers,
  issues: () => pageOf([issue(1), match, issue(2)]),
  issueGroups: () => [group(), matchGroup],
};

describe('the issues', () => {
  it('are grouped by cause, with what to do', async () => {
    renderApp('/issues', { Query: query });
    const group = await screen.findByRole('region', { name: missingName });
    expect(within(group).getByText('Contact 1 has no first name.')).toBeTruthy();
    expect(within(group).getByText('Contact 2 has no first name.')).toBeTruthy();
    expect(within(group).getByText('Enter one in ConnectWise, then retry.')).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Needs a person to match: clients, from ConnectWise' })).toBeTruthy();
  });

  it('name what waits for the cure of one, each with the way to its page', async () => {
    const waiting = [
      { entity: 'CONTACT', localId: 'k1', name: 'Ann Lee' },
      { entity: 'OPPORTUNITY', localId: 'o1', name: 'Refresh' },
    ];
    const gone = issue(1, { code: 'link_broken', entity: 'COMPANY', direction: 'OUT', waiting, waitingCount: 5 });
    renderApp('/issues', {
      Query: {
        ...query,
        issues: () => pageOf([gone]),
        issueGroups: () => [group({ code: 'link_broken', entity: 'COMPANY', direction: 'OUT', count: 1 })],
      },
    });
    expect((await screen.findByText(/^Waiting for this:/)).textContent).toBe(
      'Waiting for this: Ann Lee, Refresh and 3 more',
    );
    expect(screen.getByRole('link', { name: 'Refresh' }).getAttribute('href')).toBe('/opportunities/o1');
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

  it('tells what a retry led to, and shows it in the list', async () => {
    const { user, api } = renderApp('/issues', {
      Query: { ...query, issues: () => pageOf([issue(1)]), issue: () => issue(1) },
      Mutation: { retryIssues: ({ ids }: { ids: string[] }) => ids.map(() => ({ issue: issue(1), problems: [] })) },
    });
    await user.click(await screen.findByRole('button', { name: 'Retry Contact 1' }));
    await waitFor(() => expect(api.callsOf('RetriedIssue').length).toBeGreaterThan(0), { timeout: 4000 });
    const again = issue(1, { attempts: 3, message: 'Still no first name.' });
    api.answer('Query', 'issues', () => pageOf([again]));
    api.answer('Query', 'issue', () => again);
    expect(
      await screen.findByText('The retry of Contact 1 failed again: Still no first name.', {}, { timeout: 4000 }),
    ).toBeTruthy();
    expect(await screen.findByText(/^3 attempts/)).toBeTruthy();
  });

  it('lead from a value that was refused to the form of the record, or say who may edit it', async () => {
    const refused = issue(1, { code: 'invalid', localId: 'k1', direction: 'OUT', remoteId: null });
    const answers = {
      ...query,
      issues: () => pageOf([refused]),
      issueGroups: () => [group({ code: 'invalid', direction: 'OUT' })],
    };
    renderApp('/issues', { Query: answers });
    expect((await screen.findByRole('link', { name: 'Edit the contact' })).getAttribute('href')).toBe(
      '/contacts/k1/edit',
    );
    expect(screen.getByRole('link', { name: /View in ConnectWise/ })).toBeTruthy();
  });

  it('retries all of a group on the server, whatever their number, and shows how far it is', async () => {
    const retry = { id: 'r1', code: 'missing_value', entity: 'CONTACT', direction: 'IN', requestedBy: 'Ana Ruiz' };
    const counts = { total: 130, tried: 0, settled: 0, refused: 0, lastProblem: null, finishedAt: null };
    const { user, api } = renderApp('/issues', {
      Query: { ...query, issueGroups: () => [group({ count: 130 })], issueRetries: () => [] },
      Mutation: { retryIssueGroup: () => ({ retry: { ...retry, ...counts, state: 'RUNNING' }, problems: [] }) },
    });
    const card = await screen.findByRole('region', { name: missingName });
    expect(within(card).getByText(/2 new in 24 hours, more than the day before \(0\)/)).toBeTruthy();
    expect(within(card).getByRole('link', { name: 'Show all 130' }).getAttribute('href')).toContain(
      'code=missing_value',
    );
    api.answer('Query', 'issueRetries', () => [
      { ...retry, ...counts, state: 'RUNNING', tried: 37, settled: 35, refused: 2, lastProblem: 'No ID.' },
    ]);
    await user.click(within(card).getByRole('button', { name: 'Retry all 130' }));
    await waitFor(() =>
      expect(api.callsOf('RetryIssueGroup')[0]?.variables).toEqual({
        code: 'missing_value',
        entity: 'CONTACT',
        direction: 'IN',
      }),
    );
    expect(
      await within(card).findByText(
        'Retrying for Ana Ruiz: 37 of 130 tried; 35 settled, 2 refused. The last reason: No ID.',
      ),
    ).toBeTruthy();
  });

  it('lead to the very link that they are about, and to matches of what is matched', async () => {
    const broken = issue(3, { code: 'link_broken', direction: 'OUT', linkedLocalId: 'c7' });
    const deal = issue(4, { code: 'possible_duplicate', entity: 'OPPORTUNITY' });
    renderApp('/issues', {
      Query: {
        ...query,
        issues: () => pageOf([broken, deal]),
        issueGroups: () => [
          group({ code: 'link_broken', direction: 'OUT', count: 1 }),
          group({ code: 'possible_duplicate', entity: 'OPPORTUNITY', count: 1 }),
        ],
      },
    });
    expect((await screen.findByRole('link', { name: 'Open link' })).getAttribute('href')).toBe('/links?record=c7');
    expect(screen.queryByRole('link', { name: 'Match existing' })).toBeNull();
  });

  it('are assigned, talked about and put aside with a reason', async () => {
    const { user, api } = renderApp('/issues', {
      Query: { ...query, users: () => [{ id: 'u2', name: 'Sam Support' }] },
      Mutation: {
        commentIssue: () => ({ issue: issue(1), problems: [] }),
        parkIssue: () => ({ issue: issue(1), problems: [] }),
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Assign or comment, about Contact 1' }));
    await user.type(screen.getByRole('textbox', { name: 'Comment on Contact 1' }), 'Asked them.');
    await user.click(screen.getByRole('button', { name: 'Comment' }));
    await waitFor(() => expect(api.callsOf('CommentIssue')[0]?.variables).toEqual({ id: 'i1', text: 'Asked them.' }));
    await user.click(screen.getByRole('button', { name: 'Park Contact 1' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByRole('textbox'), 'Answers on Monday');
    await user.click(within(dialog).getByRole('button', { name: 'Park' }));
    await waitFor(() =>
      expect(api.callsOf('ParkIssue')[0]?.variables).toEqual({ id: 'i1', reason: 'Answers on Monday' }),
    );
  });

  it('tell who settled them, when and how', async () => {
    const settled = { state: 'RESOLVED', settledAt: '2026-11-23T10:00:00.000Z', settledBy: null };
    const { api } = renderApp('/issues?state=RESOLVED', {
      Query: { ...query, issues: () => pageOf([issue(1, { ...settled, resolution: 'The record came in.' })]) },
    });
    expect(await screen.findByText(/Settled by the sync .*: The record came in\./)).toBeTruthy();
    expect(api.callsOf('Issues')[0]?.variables).toMatchObject({ state: 'RESOLVED' });
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

  it('show a win that differs from its quote line by line, with three ways out', async () => {
    const amounts = (oneTime: string, recurring = '0.00') => ({ oneTime, recurring });
    const difference = {
      quoteId: 'q1',
      quote: amounts('249.00', '220.00'),
      connectWise: amounts('230.00', '220.00'),
      lines: [
        {
          name: 'Care',
          quote: amounts('50.00', '220.00'),
          connectWise: amounts('50.00', '220.00'),
          remarks: [],
          differs: false,
        },
        { name: 'Firewall', quote: amounts('199.00'), connectWise: amounts('180.00'), remarks: [], differs: true },
        {
          name: 'Cable',
          quote: null,
          connectWise: amounts('0.00'),
          remarks: ['it did not come from this quote'],
          differs: true,
        },
      ],
    };
    const held = issue(7, {
      entity: 'OPPORTUNITY',
      direction: 'OUT',
      code: 'totals_differ',
      recordName: 'Refresh',
      difference,
    });
    const { user, api } = renderApp('/issues', {
      Query: {
        ...syncAnswers,
        issues: () => pageOf([held]),
        issueGroups: () => [group({ code: 'totals_differ', entity: 'OPPORTUNITY', direction: 'OUT', count: 1 })],
      },
      Mutation: { acceptDifference: () => ({ issue: { ...held, state: 'RESOLVED' }, problems: [] }) },
    });
    const table = await screen.findByRole('table', { name: 'Lines of the quote and in ConnectWise' });
    expect(
      within(table)
        .getAllByRole('row')
        .map((row) => row.textContent),
    ).toEqual([
      'LineQuoteConnectWise',
      'Firewall$199.00 once, $0.00 recurring$180.00 once, $0.00 recurring',
      'Cableit did not come from this quotenone$0.00 once, $0.00 recurring',
      'Care$50.00 once, $220.00 recurring$50.00 once, $220.00 recurring',
      'Total before tax$249.00 once, $220.00 recurring$230.00 once, $220.00 recurring',
    ]);
    expect(screen.getByRole('link', { name: 'Open the quote' }).getAttribute('href')).toBe('/quotes/q1');
    expect(screen.getByRole('button', { name: 'Push again Refresh' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Accept difference of Refresh' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByRole('button', { name: 'Accept difference' }).hasAttribute('disabled')).toBe(true);
    await user.type(within(dialog).getByRole('textbox'), 'Agreed by phone');
    await user.click(within(dialog).getByRole('button', { name: 'Accept difference' }));
    await waitFor(() =>
      expect(api.callsOf('AcceptDifference')[0]?.variables).toEqual({ id: 'i7', reason: 'Agreed by phone' }),
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

  it('are a good sign when there are none and nothing keeps the sync from working', async () => {
    const { api } = renderApp('/issues', { Query: syncAnswers });
    expect(await screen.findByText('No open issues')).toBeTruthy();
    await waitFor(() => expect(api.subscriptions.some((one) => one.field === 'integrationHealthChanged')).toBe(true));
    const well = { ...sampleHealth, openIssues: 0, pendingPushes: 0 };
    await api.push('integrationHealthChanged', well);
    expect(await screen.findByText('Everything is synced')).toBeTruthy();
    const sentence = 'The worker is silent.';
    await api.push('integrationHealthChanged', { ...well, sentence, troubles: [{ code: 'worker_silent' }] });
    expect(await screen.findByText(/The worker is silent/)).toBeTruthy();
    expect(screen.queryByText('Everything is synced')).toBeNull();
  });

  it('has an address for each, which leads to the list narrowed to it; of none it says so', async () => {
    const { router } = renderApp('/issues/i7', {
      Query: {
        ...syncAnswers,
        issue: ({ id }) => (id === 'i7' ? { ...issue(7), remoteId: '254' } : null),
        issues: () => pageOf([issue(7)]),
        issueGroups: () => [],
      },
    });
    await waitFor(() => expect(router.state.location.pathname).toBe('/issues'));
    expect(router.state.location.search).toMatchObject({ code: 'missing_value', entity: 'CONTACT', text: '254' });
    await router.navigate({ to: '/issues/$id', params: { id: 'nothing' } });
    expect(await screen.findByText('This issue does not exist')).toBeTruthy();
  });

  it('say when they cannot be loaded', async () => {
    renderApp('/issues', { Query: { ...syncAnswers, issues: () => failure('Too many requests. Wait a minute.') } });
    expect(await screen.findByText('Too many requests. Wait a minute.')).toBeTruthy();
  });
});
