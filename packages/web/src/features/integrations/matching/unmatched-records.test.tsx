import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import {
  noCounts,
  sampleMatchRun,
  samplePair,
  sampleSummary,
  sampleUnmatched,
} from '../../../testing/match-samples.ts';
import { failure, type Resolvers } from '../../../testing/mock-api.ts';
import { pageOf } from '../../../testing/page-samples.ts';
import { type RenderedApp, renderApp } from '../../../testing/render-app.tsx';
import { syncAnswers } from '../../../testing/sync-answers.ts';

const path = '/integrations/setup/matching';

function open(answers: Resolvers['Query'] = {}, at = path, mutations: Resolvers['Mutation'] = {}): RenderedApp {
  const records = pageOf([sampleUnmatched(1), sampleUnmatched(2)]);
  const Query = {
    ...syncAnswers,
    matchSummary: sampleSummary(),
    matchPairs: () => pageOf([samplePair(1)]),
    unmatchedRecords: () => records,
    ...answers,
  };
  return renderApp(at, { Query, Mutation: mutations }, 'ADMIN');
}

describe('records that are on one side only', () => {
  it('P1: open from their count, with name, ID and the way to ConnectWise', async () => {
    const { user, router, api } = open();
    await user.click(await screen.findByRole('link', { name: '1,849 only in ConnectWise clients' }));
    const table = await screen.findByRole('table', { name: 'Only in ConnectWise: Clients' });
    expect(router.state.location.search).toEqual({ entity: 'COMPANY', alone: 'ONLY_REMOTE' });
    expect(api.callsOf('UnmatchedRecords')[0]?.variables).toMatchObject({
      entity: 'COMPANY',
      list: 'ONLY_REMOTE',
      threshold: 90,
      search: null,
    });
    const [, first] = within(table).getAllByRole('row');
    expect(first?.textContent).toContain('Lagoon 1');
    expect(first?.textContent).toContain('LAGOON1');
    expect(within(table).getAllByRole('link')[0]?.getAttribute('href')).toBe(
      'https://na.myconnectwise.net/company/501',
    );
    expect(screen.queryByRole('region', { name: 'Review' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Back to the pairs' }));
    expect(await screen.findByRole('region', { name: 'Review' })).toBeTruthy();
  });

  it('of the CRM lead to their own page', async () => {
    const here = sampleUnmatched(1, { name: 'Here One', localId: 'l9', remoteId: null, remoteUrl: null });
    open({ unmatchedRecords: () => pageOf([here]) }, `${path}?alone=ONLY_LOCAL`);
    const table = await screen.findByRole('table', { name: 'Only in the CRM: Clients' });
    expect(within(table).getByRole('link', { name: 'Here One' }).getAttribute('href')).toBe('/clients/l9');
    expect(within(table).queryByRole('columnheader', { name: 'ConnectWise' })).toBeNull();
  });

  it('are searched, and say when nothing matches', async () => {
    const { user, api } = open(
      { unmatchedRecords: ({ search }: { search: string | null }) => pageOf(search ? [] : [sampleUnmatched(1)]) },
      `${path}?alone=ONLY_REMOTE`,
    );
    await screen.findByText('Lagoon 1');
    await user.type(screen.getByRole('searchbox', { name: 'Search records' }), 'acme{Enter}');
    expect(await screen.findByText('No record matches')).toBeTruthy();
    await waitFor(() => expect(api.callsOf('UnmatchedRecords').at(-1)?.variables).toMatchObject({ search: 'acme' }));
  });

  it('R22: that a filter excludes say why', async () => {
    const { user } = open({
      unmatchedRecords: () => pageOf([sampleUnmatched(1, { reason: 'its type is Vendor, and only Client is synced' })]),
    });
    await user.click(await screen.findByRole('link', { name: /^37 excluded by a filter, in ConnectWise clients/ }));
    expect(await screen.findByText('Its type is Vendor, and only Client is synced.')).toBeTruthy();
    expect(screen.queryByText('Excluded by a filter, in the CRM')).toBeNull();
  });

  it('that the sync did not take in stand apart, with the reason and its issue', async () => {
    const reason = 'Its name belongs to the client "Lagoon 1", which is linked to ConnectWise company 7.';
    const { user } = open({
      matchSummary: sampleSummary({ entities: [{ ...noCounts, entity: 'COMPANY', onlyRemote: 3, heldRemote: 1 }] }),
      unmatchedRecords: () => pageOf([sampleUnmatched(1, { reason, issueId: 'i7' })]),
    });
    await user.click(await screen.findByRole('link', { name: /^1 not taken in, in ConnectWise client/ }));
    const table = await screen.findByRole('table', { name: 'Not taken in, in ConnectWise: Clients' });
    expect(within(table).getByText(reason)).toBeTruthy();
    expect(within(table).getByRole('link', { name: 'Open the issue' }).getAttribute('href')).toBe('/issues/i7');
  });

  it('do not hide what is linked: all links are counted, and lead to their list', async () => {
    open({ matchSummary: sampleSummary({ entities: [{ ...noCounts, entity: 'COMPANY', links: 2_926 }] }) });
    const link = await screen.findByRole('link', { name: '2,926 linked clients' });
    expect(link.getAttribute('href')).toBe('/links?entity=COMPANY&state=LINKED');
  });

  it('say when they cannot be loaded, and when there are none', async () => {
    open({ unmatchedRecords: () => failure('The database is busy.') }, `${path}?alone=ONLY_REMOTE`);
    expect(await screen.findByText('The database is busy.')).toBeTruthy();
  });

  it('are none, in words', async () => {
    open({ unmatchedRecords: () => pageOf([]) }, `${path}?alone=ONLY_LOCAL&entity=PRODUCT`);
    expect(await screen.findByText('Only in the CRM: nothing')).toBeTruthy();
  });
});

describe('R22: filters that changed since the comparison', () => {
  it('are said, with the way to compare again', async () => {
    const { user, api } = open(
      { matchSummary: sampleSummary({ changedSince: ['the filters of companies from ConnectWise'] }) },
      path,
      { startMatching: () => ({ run: sampleMatchRun({ state: 'RUNNING' }), problems: [] }) },
    );
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Changed since: the filters of companies from ConnectWise.');
    await user.click(within(alert).getByRole('button', { name: 'Compare again' }));
    await waitFor(() => expect(api.callsOf('StartMatching')).toHaveLength(1));
  });

  it('keep pairs from being linked, one by one, by key and all at once, and say why; other decisions stay', async () => {
    const linkRefusal = 'Since the comparison the filters of companies from ConnectWise changed.';
    const { user, api } = open(
      {
        matchSummary: sampleSummary({ changedSince: ['the filters of companies from ConnectWise'], linkRefusal }),
        matchPairs: () => pageOf([samplePair(1)]),
      },
      path,
      { decideMatches: () => ({ decided: 1, ids: [], problems: [] }) },
    );
    for (const name of ['Link 4 clear pairs', 'Link Harbor 1 and HARBOR 1, Inc.']) {
      const button = await screen.findByRole('button', { name });
      expect(button.getAttribute('aria-description')).toBe(linkRefusal);
      await user.click(button);
    }
    await user.keyboard('j1');
    expect(api.callsOf('DecideMatches')).toEqual([]);
    await user.keyboard('2');
    await waitFor(() =>
      expect(api.callsOf('DecideMatches')[0]?.variables).toEqual({ ids: ['p1'], decision: 'NOT_SAME' }),
    );
  });
});
