import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { pageOf } from '../../testing/page-samples.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { syncAnswers } from '../../testing/sync-answers.ts';

const nothing = () => pageOf([]);
const found = {
  ...syncAnswers,
  clients: () => pageOf([{ id: 'l1', name: 'Harbor Dental', city: 'Tampa' }]),
  contacts: nothing,
  opportunities: () => pageOf([{ id: 'o1', name: 'Harbor refresh', client: { id: 'l1', name: 'Harbor Dental' } }]),
  products: nothing,
  documents: nothing,
};

it('goes to a record, by keyboard alone', async () => {
  const { user, router } = renderApp('/audit', { Query: found });
  await screen.findByRole('heading', { name: 'Audit log' });
  await user.keyboard('{Control>}k{/Control}');
  const box = await screen.findByRole('combobox', { name: 'Search pages, records and actions' });
  await user.type(box, 'harbor');
  expect(await screen.findByRole('option', { name: /Harbor refresh Opportunity of Harbor Dental/ })).toBeTruthy();
  await user.keyboard('{ArrowDown}{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/opportunities/o1'));
});

it('finds pages by their words, and acts', async () => {
  const { user, router, api } = renderApp('/audit', {
    Query: found,
    Mutation: { syncNow: () => ({ run: { id: 'r1' }, problems: [] }) },
  });
  await user.click(await screen.findByRole('button', { name: /^Search/ }));
  await user.type(await screen.findByRole('combobox', { name: /Search pages/ }), 'issues{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/issues'));
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('combobox', { name: /Search pages/ }), 'sync n{Enter}');
  await waitFor(() => expect(api.callsOf('PaletteSyncNow')).toHaveLength(1));
  expect(await screen.findByText('ConnectWise is being asked for changes.')).toBeTruthy();
});

it('offers a viewer only what they may do, and lists the shortcuts', async () => {
  const { user } = renderApp('/audit', { Query: found }, 'VIEWER');
  await user.click(await screen.findByRole('button', { name: /^Search/ }));
  const list = await screen.findByRole('listbox', { name: 'Found' });
  expect(within(list).queryByRole('option', { name: /New client/ })).toBeNull();
  expect(within(list).queryByRole('option', { name: /Sync now/ })).toBeNull();
  await user.click(within(list).getByRole('option', { name: /Keyboard shortcuts/ }));
  expect(await screen.findByText('Search pages, records and actions')).toBeTruthy();
});
