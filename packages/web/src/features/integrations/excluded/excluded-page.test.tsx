import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { pageOf } from '../../../testing/page-samples.ts';
import { renderApp } from '../../../testing/render-app.tsx';
import { syncAnswers } from '../../../testing/sync-answers.ts';

const record = (n: number, more: object = {}): object => ({
  id: `x${n}`,
  entity: 'COMPANY',
  remoteId: String(100 + n),
  remoteUrl: `https://na.myconnectwise.net/company/${100 + n}`,
  name: `Vendor ${n}`,
  code: 'excluded',
  rule: 'company.in.type',
  reason: 'its type is Vendor, and only Client is synced',
  localId: null,
  at: '2026-11-23T09:00:00.000Z',
  ...more,
});

describe('R22: what filters exclude', () => {
  it('stands there with its rule; a linked record says that it keeps its values', async () => {
    const { api } = renderApp('/integrations/excluded?entity=COMPANY', {
      Query: { ...syncAnswers, excludedRecords: () => pageOf([record(1), record(2, { localId: 'l2' })]) },
    });
    expect(await screen.findByText('Its type is Vendor, and only Client is synced.')).toBeTruthy();
    expect(screen.getByText(/It is linked and keeps its own values/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Vendor 2' }).getAttribute('href')).toBe('/clients/l2');
    expect(api.callsOf('ExcludedRecords')[0]?.variables).toMatchObject({ entity: 'COMPANY', text: null });
  });

  it('is searched by name, and says when nothing matches', async () => {
    const { user, api } = renderApp('/integrations/excluded', {
      Query: {
        ...syncAnswers,
        excludedRecords: ({ text }: { text: string | null }) => pageOf(text ? [] : [record(1)]),
      },
    });
    await screen.findByText('Vendor 1');
    await user.type(screen.getByRole('searchbox', { name: 'Search excluded records' }), 'acme{Enter}');
    expect(await screen.findByText('No record matches')).toBeTruthy();
    expect(api.callsOf('ExcludedRecords').at(-1)?.variables).toMatchObject({ text: 'acme' });
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(screen.getByText('Vendor 1')).toBeTruthy());
  });

  it('is empty in words', async () => {
    renderApp('/integrations/excluded', { Query: { ...syncAnswers, excludedRecords: () => pageOf([]) } });
    expect(await screen.findByText('Nothing is excluded')).toBeTruthy();
  });

  it('is reached from the overview', async () => {
    const { user, router } = renderApp('/overview', {
      Query: { ...syncAnswers, excludedRecords: () => pageOf([record(1)]) },
    });
    await user.click(await screen.findByRole('link', { name: '41' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/integrations/excluded'));
    expect(router.state.location.search).toEqual({ entity: 'COMPANY' });
  });
});
