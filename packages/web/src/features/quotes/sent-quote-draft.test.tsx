import { screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { id, quote, taxRegion } from '../../testing/crm-records.ts';
import { renderApp } from '../../testing/render-app.tsx';

const path = `/quotes/${id(401)}`;
const sent = { Query: { taxRegions: () => [taxRegion()], document: () => quote({ state: 'SENT' }) } };

afterEach(() => localStorage.clear());

it('offers the draft of a sent quote when the page opens', async () => {
  const first = renderApp(path, sent);
  await first.user.click(await screen.findByRole('button', { name: 'Revise quote' }));
  await first.user.clear(screen.getByRole('textbox', { name: 'Title' }));
  await first.user.type(screen.getByRole('textbox', { name: 'Title' }), 'Typed before');
  first.unmount();
  const { user } = renderApp(path, sent);
  expect(await screen.findByText(/You have an unsaved draft/)).toBeTruthy();
  expect(screen.queryByRole('textbox', { name: 'Title' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Restore' }));
  expect(await screen.findByDisplayValue('Typed before')).toBeTruthy();
});
