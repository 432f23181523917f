import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { client, id, link, onePage } from '../../testing/crm-records.ts';
import { failure } from '../../testing/mock-api.ts';
import { renderApp } from '../../testing/render-app.tsx';

describe('the list of clients', () => {
  it('shows clients, where they are and whether they are linked', async () => {
    renderApp('/clients', {
      Query: {
        clients: () =>
          onePage([client(), client({ id: id(2), name: 'Tidewater Legal', link: link('COMPANY', '250') })], {
            totalCount: 1204,
          }),
      },
    });
    const fox = (await screen.findByRole('link', { name: 'Blue Fox Dental' })).closest('tr');
    expect(fox && within(fox).getByText('Tampa, FL')).toBeTruthy();
    expect(fox && within(fox).getByText('Not linked')).toBeTruthy();
    const legal = screen.getByRole('link', { name: 'Tidewater Legal' }).closest('tr');
    expect(legal && within(legal).getByText('Linked')).toBeTruthy();
    expect(screen.getByText('1,204 clients')).toBeTruthy();
  });

  it('calls a linked client that has an open issue failing, not linked', async () => {
    renderApp('/clients?standing=FAILING', {
      Query: { clients: () => onePage([client({ link: link('COMPANY', '250'), syncStanding: 'FAILING' })]) },
    });
    const row = (await screen.findByRole('link', { name: 'Blue Fox Dental' })).closest('tr');
    expect(row && within(row).getByText('Failing')).toBeTruthy();
    expect(row && within(row).queryByText('Linked')).toBeNull();
  });

  it('searches, keeps the words in the address and says when nothing matches', async () => {
    const { user, api, router } = renderApp('/clients', {
      Query: { clients: ({ search }) => onePage(search ? [] : [client()]) },
    });
    await screen.findByRole('link', { name: 'Blue Fox Dental' });
    await user.type(screen.getByRole('searchbox', { name: 'Search clients' }), 'zebra{Enter}');

    expect(await screen.findByText('No clients match')).toBeTruthy();
    expect(router.state.location.search).toEqual({ search: 'zebra' });
    expect(api.callsOf('Clients').at(-1)?.variables).toMatchObject({ search: 'zebra', first: 50 });

    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(await screen.findByRole('link', { name: 'Blue Fox Dental' })).toBeTruthy();
    expect(router.state.location.search).toEqual({});
  });

  it('orders by the column that is clicked, and back, in the address', async () => {
    const { user, api, router } = renderApp('/clients', { Query: { clients: () => onePage([client()]) } });
    await screen.findByRole('link', { name: 'Blue Fox Dental' });
    expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('ascending');
    await user.click(screen.getByRole('button', { name: 'Place' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ sort: 'PLACE' }));
    await user.click(screen.getByRole('button', { name: 'Place' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ sort: 'PLACE', desc: true }));
    await waitFor(() =>
      expect(api.callsOf('Clients').at(-1)?.variables).toMatchObject({ orderBy: 'PLACE', descending: true }),
    );
    expect(screen.getByRole('columnheader', { name: 'Place' }).getAttribute('aria-sort')).toBe('descending');
    await user.click(screen.getByRole('button', { name: 'Name' }));
    await waitFor(() => expect(router.state.location.search).toEqual({}));
  });

  it('is narrowed by sync state, type and status, in the address', async () => {
    const { user, api, router } = renderApp('/clients?standing=FAILING', {
      Query: { clients: () => onePage([client()]), listedValues: () => ['Customer', 'Prospect'] },
    });
    await screen.findByRole('link', { name: 'Blue Fox Dental' });
    expect(api.callsOf('Clients')[0]?.variables).toMatchObject({ standing: 'FAILING', type: null });
    await user.click(screen.getByRole('combobox', { name: 'Type' }));
    await user.click(await screen.findByRole('option', { name: 'Prospect' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ standing: 'FAILING', type: 'Prospect' }));
    await user.click(screen.getByRole('combobox', { name: 'Sync state' }));
    await user.click(await screen.findByRole('option', { name: 'Not linked' }));
    await waitFor(() =>
      expect(api.callsOf('Clients').at(-1)?.variables).toMatchObject({ standing: 'NOT_SENT', type: 'Prospect' }),
    );
  });

  it('is narrowed by when clients were created and changed, by a named time or from one day to another', async () => {
    const { user, api, router } = renderApp('/clients?created=2026-11-01..2026-11-30', {
      Query: { clients: () => onePage([client()]) },
    });
    await screen.findByRole('link', { name: 'Blue Fox Dental' });
    expect(api.callsOf('Clients')[0]?.variables).toMatchObject({
      created: { from: new Date(2026, 10, 1).toISOString(), before: new Date(2026, 11, 1).toISOString() },
      changed: null,
    });
    await user.clear(screen.getByLabelText('Created until'));
    await waitFor(() => expect(router.state.location.search).toEqual({ created: '2026-11-01..' }));
    await user.click(screen.getByRole('combobox', { name: 'Date of the last change' }));
    await user.click(await screen.findByRole('option', { name: 'Changed in the last 7 days' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ created: '2026-11-01..', changed: '7d' }));
    const today = new Date();
    const weekAgo = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 6);
    await waitFor(() =>
      expect(api.callsOf('Clients').at(-1)?.variables).toMatchObject({
        created: { from: new Date(2026, 10, 1).toISOString(), before: null },
        changed: { from: weekAgo.toISOString(), before: null },
      }),
    );
    await user.click(screen.getByLabelText('Clear creation date'));
    await waitFor(() => expect(router.state.location.search).toEqual({ changed: '7d' }));
    expect(screen.queryByLabelText('Created from')).toBeNull();
  });

  it('syncs the chosen ones together and tells what became of them', async () => {
    const { user, api } = renderApp('/clients', {
      Query: { clients: () => onePage([client(), client({ id: id(2), name: 'Tidewater Legal' })]) },
      Mutation: { syncRecords: () => ({ changed: 1, sent: 2, gone: 0, left: 0, problems: [] }) },
    });
    await user.click(await screen.findByRole('checkbox', { name: 'Select Blue Fox Dental' }));
    await user.click(screen.getByRole('checkbox', { name: 'Select Tidewater Legal' }));
    const bar = screen.getByRole('region', { name: 'Selected clients' });
    expect(within(bar).getByText('2 selected')).toBeTruthy();
    await user.click(screen.getByRole('checkbox', { name: 'Select none' }));
    expect(screen.queryByRole('region', { name: 'Selected clients' })).toBeNull();
    await user.click(screen.getByRole('checkbox', { name: 'Select the first 2' }));
    await screen.findByRole('region', { name: 'Selected clients' });
    const again = screen.getByRole('region', { name: 'Selected clients' });
    expect(within(again).getByRole('button', { name: 'Export as CSV' })).toBeTruthy();
    await user.click(within(again).getByRole('button', { name: 'Sync now' }));
    expect(
      await screen.findByText(/Looked at 2 records\. 1 changed here\. 2 are being sent to ConnectWise\./),
    ).toBeTruthy();
    expect(api.callsOf('SyncRecords')[0]?.variables).toEqual({ entity: 'COMPANY', localIds: [id(1), id(2)] });
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Selected clients' })).toBeNull());
  });

  it('keeps its filters and its order as a view, and opens one', async () => {
    const view = { id: 'v1', name: 'Failing', search: '{"standing":"FAILING"}', isShared: false, isMine: true };
    const { api, user, router } = renderApp('/clients?type=Customer&sort=PLACE', {
      Query: { clients: () => onePage([client()]), savedViews: () => [{ ...view, ownerName: 'Ana Ruiz' }] },
      Mutation: { saveView: () => ({ view: { id: 'v2', name: 'Mine' }, problems: [] }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Views' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Save this view…' }));
    await user.type(await screen.findByRole('textbox', { name: /Name/ }), 'Mine');
    await user.click(screen.getByRole('button', { name: 'Save view' }));
    await waitFor(() =>
      expect(api.callsOf('SaveView')[0]?.variables.input).toMatchObject({
        page: 'clients',
        search: '{"type":"Customer","sort":"PLACE"}',
      }),
    );
    await user.click(await screen.findByRole('button', { name: 'Views' }));
    await user.click(await screen.findByRole('menuitem', { name: /^Failing/ }));
    await waitFor(() => expect(router.state.location.search).toEqual({ standing: 'FAILING' }));
  });

  it('goes to the end of 5,000 in one more request, for the rows that are in sight there', async () => {
    // jsdom lays nothing out.
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(42);
    const all = Array.from({ length: 5_000 }, (_none, at) => client({ id: id(at + 1), name: `Client ${at + 1}` }));
    const { api } = renderApp('/clients', {
      Query: {
        clients: ({ first, offset }) => {
          const from = typeof offset === 'number' ? (offset < 0 ? all.length + offset : offset) : 0;
          const items = all.slice(from, from + Number(first));
          return onePage(items, {
            totalCount: all.length,
            pageInfo: { endCursor: `c${from}`, hasNextPage: from + items.length < all.length },
          });
        },
      },
    });
    await screen.findByRole('link', { name: 'Client 1' });
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('5001');
    expect(screen.getAllByRole('row').length).toBeLessThan(50);
    Object.defineProperty(window, 'scrollY', { value: 5_000 * 42, configurable: true });
    window.dispatchEvent(new Event('scroll'));
    const last = (await screen.findByRole('link', { name: 'Client 5000' })).closest('tr');
    expect(last?.getAttribute('aria-rowindex')).toBe('5001');
    expect(screen.getByText('5,000 clients')).toBeTruthy();
    expect(api.callsOf('Clients').map(({ variables }) => variables?.offset)).toEqual([undefined, -50]);
    vi.restoreAllMocks();
    Object.defineProperty(window, 'scrollY', { value: 0, configurable: true });
  });

  it('says what failed and asks again', async () => {
    let fails = true;
    const { user } = renderApp('/clients', {
      Query: {
        clients: () =>
          fails ? failure('The database is being restarted. Try again in a minute.') : onePage([client()]),
      },
    });
    expect(await screen.findByText('The database is being restarted. Try again in a minute.')).toBeTruthy();
    fails = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('link', { name: 'Blue Fox Dental' })).toBeTruthy();
  });

  it('explains an empty list', async () => {
    renderApp('/clients', { Query: { clients: () => onePage([]) } });
    expect(await screen.findByText('No clients yet')).toBeTruthy();
  });

  it('tells a viewer why they cannot add one', async () => {
    const { router, user } = renderApp('/clients', { Query: { clients: () => onePage([client()]) } }, 'VIEWER');
    const add = await screen.findByRole('button', { name: 'New client' });
    expect(add.getAttribute('aria-disabled')).toBe('true');
    expect(add.getAttribute('aria-description')).toMatch(/Your role can look/);
    await user.click(add);
    await waitFor(() => expect(router.state.location.pathname).toBe('/clients'));
  });
});
