import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { id, onePage, quote } from '../../testing/crm-records.ts';
import { failure } from '../../testing/mock-api.ts';
import { renderApp } from '../../testing/render-app.tsx';

describe('the list of quotes', () => {
  it('shows quotes with their state and total, and leaves files out', async () => {
    const file = quote({ id: id(404), kind: 'FILE', title: 'Floor plan', number: null });
    const documents = ({ kind }: { kind?: string }) => onePage(kind === 'QUOTE' ? [quote()] : [quote(), file]);
    renderApp('/quotes', { Query: { documents } });
    const row = (await screen.findByRole('link', { name: '#1042 New office network' })).closest('tr');
    expect(row && within(row).getByText('$944.98')).toBeTruthy();
    expect(row && within(row).getByText('Draft')).toBeTruthy();
    expect(row && within(row).getByRole('link', { name: 'Open PDF' }).getAttribute('href')).toBe('/api/documents/401');
    expect(screen.queryByText('Floor plan')).toBeNull();
  });

  it('filters by state, in the address', async () => {
    const { user, api, router } = renderApp('/quotes', { Query: { documents: () => onePage([quote()]) } });
    await user.click(await screen.findByRole('combobox', { name: 'State' }));
    await user.click(await screen.findByRole('option', { name: 'Accepted' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ state: 'ACCEPTED' }));
    await waitFor(() => expect(api.callsOf('Quotes').at(-1)?.variables).toMatchObject({ state: 'ACCEPTED' }));
  });

  it('is sorted by column, the newest first until then, and keeps filters and order as a view', async () => {
    const { user, api, router } = renderApp('/quotes?state=SENT', {
      Query: { documents: () => onePage([quote()]), savedViews: () => [] },
      Mutation: { saveView: () => ({ view: { id: 'v1', name: 'Mine' }, problems: [] }) },
    });
    await screen.findByRole('link', { name: '#1042 New office network' });
    expect(api.callsOf('Quotes')[0]?.variables).toMatchObject({ orderBy: null, descending: false });
    expect(screen.getByRole('columnheader', { name: 'Created' }).getAttribute('aria-sort')).toBe('descending');
    await user.click(screen.getByRole('button', { name: 'Client' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ state: 'SENT', sort: 'CLIENT' }));
    await user.click(screen.getByRole('button', { name: 'Client' }));
    await waitFor(() =>
      expect(api.callsOf('Quotes').at(-1)?.variables).toMatchObject({
        orderBy: 'CLIENT',
        descending: true,
        state: 'SENT',
      }),
    );
    await user.click(screen.getByRole('button', { name: 'Views' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Save this view…' }));
    await user.type(await screen.findByRole('textbox', { name: /Name/ }), 'Mine');
    await user.click(screen.getByRole('button', { name: 'Save view' }));
    await waitFor(() => expect(api.callsOf('SaveView')[0]?.variables.input).toMatchObject({ page: 'quotes' }));
    await user.click(screen.getByRole('button', { name: 'Created' }));
    await user.click(screen.getByRole('button', { name: 'Created' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ state: 'SENT' }));
  });

  it('says what failed', async () => {
    renderApp('/quotes', { Query: { documents: () => failure('The database is being restarted.') } });
    expect(await screen.findByText('The database is being restarted.')).toBeTruthy();
  });
});
