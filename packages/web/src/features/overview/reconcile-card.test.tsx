import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';
import { sampleSettings } from '../../testing/settings-samples.ts';
import { syncAnswers } from '../../testing/sync-answers.ts';

const figures = {
  there: 60,
  here: 61,
  onlyHere: 1,
  linked: 57,
  excluded: 2,
  skipped: 0,
  differing: 1,
  pending: 0,
  failing: 0,
  gone: 1,
  removals: 'BROKEN',
  healed: 1,
  unexplained: 0,
  finishedAt: '2026-11-28T02:10:00.000Z',
};
const last = {
  id: 'c1',
  kind: 'NIGHTLY',
  state: 'DONE',
  heals: true,
  startedAt: '2026-11-28T02:00:00.000Z',
  finishedAt: '2026-11-28T02:10:00.000Z',
  error: null,
  entities: [{ entity: 'COMPANY', ...figures }],
};
const finding = {
  id: '1',
  entity: 'COMPANY',
  kind: 'DIFFERING',
  remoteId: '7',
  localId: null,
  name: 'Acme',
  detail: 'Changed in ConnectWise: city.',
  isHealed: true,
  fields: [{ field: 'city', here: 'Tampa', there: 'Ocala' }],
};
const query = {
  ...syncAnswers,
  syncSettings: () => ({ ...sampleSettings, startedAt: '2026-11-20T00:00:00.000Z' }),
  reconciles: () => ({ items: [last], pageInfo: { endCursor: null, hasNextPage: false } }),
  reconcileFindings: () => ({ items: [finding], pageInfo: { endCursor: null, hasNextPage: false } }),
};

describe('R77: the comparison of both sides on the overview', () => {
  it('tells its figures, and the records with both values', async () => {
    const { user } = renderApp('/overview', { Query: query });
    const card = await screen.findByRole('region', { name: 'Comparison of both sides' });
    const row = (await within(card).findByRole('rowheader', { name: 'Clients' })).closest('tr') as HTMLElement;
    expect(
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['60', '61', '57', '2', '1', '0', '0', '1', '1', '0']);
    await user.click(within(card).getByRole('button', { name: 'Show the records' }));
    expect(await within(card).findByText('city: Tampa in the CRM, Ocala in ConnectWise')).toBeTruthy();
    expect(
      within(card)
        .getByRole('link', { name: /Audit entries/ })
        .getAttribute('href'),
    ).toContain('runId=c1');
  });

  it('is made on request', async () => {
    const { user, api } = renderApp('/overview', {
      Query: query,
      Mutation: { reconcileNow: () => ({ reconcile: { ...last, state: 'RUNNING', finishedAt: null }, problems: [] }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Compare now' }));
    await waitFor(() => expect(api.callsOf('ReconcileNow')).toHaveLength(1));
    expect(await screen.findByText('All records of both sides are being compared.')).toBeTruthy();
  });
});
