import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
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

  it('appends the next page after the cursor of the first', async () => {
    const { user, api } = renderApp('/clients', {
      Query: {
        clients: ({ after }) =>
          after
            ? onePage([client({ id: id(2), name: 'Tidewater Legal' })], { totalCount: 2 })
            : onePage([client()], { totalCount: 2, pageInfo: { endCursor: 'c1', hasNextPage: true } }),
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Load more' }));
    expect(await screen.findByRole('link', { name: 'Tidewater Legal' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Blue Fox Dental' })).toBeTruthy();
    expect(api.callsOf('Clients').at(-1)?.variables).toMatchObject({ after: 'c1' });
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
