import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { pageOf } from '../../testing/page-samples.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { sampleSettings } from '../../testing/settings-samples.ts';

const push = {
  id: 'p1',
  entity: 'OPPORTUNITY',
  localId: 'o1',
  name: 'Firewall refresh',
  isRunning: false,
  requestedAt: '2026-11-23T09:00:00.000Z',
  attempts: 2,
  nextAttemptAt: '2026-11-23T09:15:00.000Z',
  error: 'ConnectWise asked to slow down.',
};

it('lists what waits to be pushed, with why, and the way to the record', async () => {
  const { api } = renderApp('/pushes?entity=OPPORTUNITY', { Query: { waitingPushes: () => pageOf([push]) } });
  const table = await screen.findByRole('table', { name: 'Waiting to be pushed' });
  expect(within(table).getByText('ConnectWise asked to slow down.')).toBeTruthy();
  expect(within(table).getByRole('link', { name: 'Firewall refresh' }).getAttribute('href')).toBe('/opportunities/o1');
  expect(api.callsOf('WaitingPushes')[0]?.variables).toEqual({ first: 50, entity: 'OPPORTUNITY' });
});

it('lists what is not sent, and the way to the record', async () => {
  const record = {
    id: 'o1',
    entity: 'OPPORTUNITY',
    name: 'Firewall refresh',
    updatedAt: '2026-11-23T09:00:00.000Z',
    clientId: 'c1',
    clientName: 'Harbor',
  };
  const { api } = renderApp('/not-sent?entity=OPPORTUNITY', {
    Query: {
      notSentRecords: () => pageOf([record]),
      syncSettings: () => ({ ...sampleSettings, mode: 'PULL_NEW_PUSH_WON' }),
    },
  });
  const table = await screen.findByRole('table', { name: 'Not sent' });
  expect(within(table).getByRole('link', { name: 'Firewall refresh' }).getAttribute('href')).toBe('/opportunities/o1');
  expect(within(table).getByRole('link', { name: 'Harbor' }).getAttribute('href')).toBe('/clients/c1');
  expect(screen.getByText('1 record')).toBeTruthy();
  expect(screen.getByRole('radio', { name: 'Opportunities' })).toBeTruthy();
  expect(await screen.findByText(/^By the sync mode, these go out with the next opportunity that is won/)).toBeTruthy();
  expect(api.callsOf('NotSentRecords')[0]?.variables).toEqual({ first: 50, entity: 'OPPORTUNITY' });
});

it('says that nothing waits', async () => {
  renderApp('/pushes', { Query: { waitingPushes: () => pageOf([]) } });
  expect(await screen.findByText('Nothing waits')).toBeTruthy();
});
