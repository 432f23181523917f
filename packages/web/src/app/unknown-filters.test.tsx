import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { pageOf } from '../testing/page-samples.ts';
import { renderApp } from '../testing/render-app.tsx';
import { syncAnswers } from '../testing/sync-answers.ts';

const query = { ...syncAnswers, issues: () => pageOf([]), issueGroups: () => [] };
const told = 'These filters are not known and were left out: ';

describe('filters of an address that a list does not know', () => {
  it.each([
    ['/issues?status=FOO&entity=BAR', 'status=FOO, entity=BAR'],
    ['/audit?status=FOO&entity=BAR', 'status=FOO, entity=BAR'],
    ['/links?state=FOO', 'state=FOO'],
    ['/clients?standing=FOO&search=harbor', 'standing=FOO'],
    [`/audit?statuses=${encodeURIComponent('["ERROR","FOO"]')}`, 'statuses=FOO'],
  ])('are told: %s', async (address, words) => {
    renderApp(address, { Query: query });
    expect(await screen.findByText(`${told}${words}`, {}, { timeout: 12_000 })).toBeTruthy();
  });

  it('are told until somebody has read it, or goes elsewhere', async () => {
    const { user, router } = renderApp('/issues?entity=BAR', { Query: query });
    await screen.findByText(`${told}entity=BAR`, {}, { timeout: 12_000 });
    await user.click(screen.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByText(/These filters are not known/)).toBeNull());
    await router.navigate({ to: '/overview' });
    await waitFor(() => expect(screen.queryByText(/These filters are not known/)).toBeNull());
  });

  it('are told of no others: what a list knows, and what is empty, says nothing', async () => {
    renderApp('/issues?entity=COMPANY&state=PARKED&text=', { Query: query });
    expect(await screen.findByRole('heading', { name: 'Issues' }, { timeout: 12_000 })).toBeTruthy();
    expect(screen.queryByText(/These filters are not known/)).toBeNull();
  });
});
