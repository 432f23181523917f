import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { client, contact, id, link, opportunity } from '../../testing/crm-records.ts';
import { failure } from '../../testing/mock-api.ts';
import { renderApp } from '../../testing/render-app.tsx';

const settings = { mode: 'PULL_NEW_PUSH_WON', revision: 1, defaults: {}, stageMap: [], startedAt: null };

describe('the page of a client', () => {
  it('R57: shows its address, contacts, opportunities and where it stands in ConnectWise', async () => {
    renderApp(`/clients/${id(1)}`, {
      Query: {
        syncSettings: () => settings,
        client: () =>
          client({
            link: link('COMPANY', '250', { url: 'https://na.example.com/company/250' }),
            contacts: [contact()],
            opportunities: [opportunity()],
          }),
      },
    });
    expect(await screen.findByRole('heading', { level: 1, name: 'Blue Fox Dental' })).toBeTruthy();
    expect(screen.getByText(/12 Harbour Street/)).toBeTruthy();
    expect(screen.getByText(/pull new, push won/)).toBeTruthy();
    const away = screen.getByRole('link', { name: /View client in ConnectWise/ });
    expect(away.getAttribute('href')).toBe('https://na.example.com/company/250');
    expect(away.getAttribute('rel')).toContain('noopener');
    const contacts = screen.getByRole('region', { name: 'Contacts' });
    expect(within(contacts).getByRole('link', { name: 'Maria Lindqvist' })).toBeTruthy();
    const opportunities = screen.getByRole('region', { name: 'Opportunities' });
    expect(within(opportunities).getByText('$881.10')).toBeTruthy();
  });

  it('R57: offers no link to ConnectWise where there is none', async () => {
    renderApp(`/clients/${id(1)}`, { Query: { syncSettings: () => null, client: () => client() } });
    expect(await screen.findByText('Not linked')).toBeTruthy();
    expect(screen.queryByRole('link', { name: /View client in ConnectWise/ })).toBeNull();
  });

  it('says what keeps it from being in step, and leads there', async () => {
    const message = 'ConnectWise does not let the API member edit companies.';
    renderApp(`/clients/${id(1)}`, {
      Query: {
        syncSettings: () => null,
        client: () => client(),
        recordStanding: () => ({ link: null, neverSynced: null }),
        issues: ({ localId }) => ({
          items: localId === id(1) ? [{ id: 'i', message, recordName: 'Blue Fox Dental' }] : [],
          totalCount: localId === id(1) ? 1 : 0,
        }),
      },
    });
    const card = await screen.findByRole('region', { name: 'ConnectWise' });
    expect(await within(card).findByText('One open issue')).toBeTruthy();
    expect(within(card).getByText(message)).toBeTruthy();
    const way = within(card).getByRole('link', { name: 'See what to do, and retry' });
    expect(way.getAttribute('href')).toMatch(/^\/issues\?entity=COMPANY&text=Blue/);
  });

  it('says that a client does not exist', async () => {
    renderApp(`/clients/${id(9)}`, { Query: { syncSettings: () => null, client: () => null } });
    expect(await screen.findByText('This client does not exist')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'All clients' }).getAttribute('href')).toBe('/clients');
  });

  it('says what failed', async () => {
    renderApp(`/clients/${id(1)}`, {
      Query: { syncSettings: () => null, client: () => failure('The database is being restarted.') },
    });
    expect(await screen.findByText('The database is being restarted.')).toBeTruthy();
  });
});
