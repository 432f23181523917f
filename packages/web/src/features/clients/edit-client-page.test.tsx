import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { client, id, taxRegion } from '../../testing/crm-records.ts';
import { renderApp } from '../../testing/render-app.tsx';

const queries = { taxRegions: () => [taxRegion()], client: () => client(), syncSettings: () => null };

describe('editing a client', () => {
  it('sends what was typed with the version that was edited, then shows the client', async () => {
    const { user, api, router } = renderApp(`/clients/${id(1)}/edit`, {
      Query: queries,
      Mutation: { updateClient: () => ({ client: client({ version: 4 }), problems: [] }) },
    });
    const name = await screen.findByRole('textbox', { name: 'Name' });
    await user.clear(name);
    await user.type(name, '  Blue Fox Dental Care ');
    await user.clear(screen.getByRole('textbox', { name: 'Phone' }));
    await user.click(screen.getByRole('button', { name: 'Save client' }));

    await waitFor(() => expect(router.state.location.pathname).toBe(`/clients/${id(1)}`));
    expect(api.callsOf('UpdateClient')[0]?.variables).toMatchObject({
      id: id(1),
      input: { name: 'Blue Fox Dental Care', phone: null, taxRegionId: id(801), version: 3 },
    });
  });

  it('says at the field what is wrong, before the server is asked, and goes there', async () => {
    const { user, api } = renderApp(`/clients/${id(1)}/edit`, { Query: queries });
    const name = await screen.findByRole('textbox', { name: 'Name' });
    await user.clear(name);
    await user.click(screen.getByRole('button', { name: 'Save client' }));
    expect(await screen.findByText('Enter the name.')).toBeTruthy();
    expect(name.getAttribute('aria-invalid')).toBe('true');
    await waitFor(() => expect(document.activeElement).toBe(name));
    expect(api.callsOf('UpdateClient')).toEqual([]);
  });

  it('saves another field of a client whose website came in as "n/a", and checks the website once it is changed', async () => {
    const name = 'n'.repeat(180);
    const { user, api } = renderApp(`/clients/${id(1)}/edit`, {
      Query: { ...queries, client: () => client({ name, website: 'n/a' }) },
      Mutation: { updateClient: () => ({ client: client({ version: 4 }), problems: [] }) },
    });
    const website = await screen.findByRole('textbox', { name: 'Website' });
    await user.type(website, ' at all');
    await user.click(screen.getByRole('button', { name: 'Save client' }));
    expect(await screen.findByText(/Enter a web address/)).toBeTruthy();
    expect(api.callsOf('UpdateClient')).toEqual([]);
    await user.clear(website);
    await user.type(website, 'n/a');
    const city = screen.getByRole('textbox', { name: 'City' });
    await user.clear(city);
    await user.type(city, 'Miami');
    await user.click(screen.getByRole('button', { name: 'Save client' }));
    await waitFor(() => expect(api.callsOf('UpdateClient')).toHaveLength(1));
    expect(api.callsOf('UpdateClient')[0]?.variables).toMatchObject({ input: { name, website: 'n/a', city: 'Miami' } });
  });

  it("puts the server's problem at its field", async () => {
    const { user } = renderApp(`/clients/${id(1)}/edit`, {
      Query: queries,
      Mutation: {
        updateClient: () => ({
          client: null,
          problems: [
            { code: 'name_taken', field: 'name', message: 'Another client is called that. Choose another name.' },
          ],
        }),
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Save client' }));
    expect(await screen.findByText('Another client is called that. Choose another name.')).toBeTruthy();
    expect(screen.getByRole('textbox', { name: 'Name' }).getAttribute('aria-invalid')).toBe('true');
  });

  it('keeps what was typed when somebody else saved first, and loads theirs when asked', async () => {
    let stored = client();
    const { user } = renderApp(`/clients/${id(1)}/edit`, {
      Query: { ...queries, client: () => stored },
      Mutation: {
        updateClient: () => {
          stored = client({ name: 'Blue Fox Dental Group', version: 4 });
          return {
            client: null,
            problems: [
              { code: 'version_conflict', field: 'version', message: 'Somebody saved this client meanwhile.' },
            ],
          };
        },
      },
    });
    const city = await screen.findByRole('textbox', { name: 'City' });
    await user.clear(city);
    await user.type(city, 'Clearwater');
    await user.click(screen.getByRole('button', { name: 'Save client' }));

    expect(await screen.findByText(/Somebody else saved this client/)).toBeTruthy();
    expect((screen.getByRole('textbox', { name: 'City' }) as HTMLInputElement).value).toBe('Clearwater');
    await user.click(screen.getByRole('button', { name: 'Load the newer version' }));
    await waitFor(() =>
      expect((screen.getByRole('textbox', { name: 'Name' }) as HTMLInputElement).value).toBe('Blue Fox Dental Group'),
    );
    expect((screen.getByRole('textbox', { name: 'City' }) as HTMLInputElement).value).toBe('Tampa');
  });

  it('asks before typed text is left behind', async () => {
    const { user, router } = renderApp(`/clients/${id(1)}/edit`, { Query: queries });
    await user.type(await screen.findByRole('textbox', { name: 'City' }), 'x');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText('Leave without saving?')).toBeTruthy();
    expect(router.state.location.pathname).toBe(`/clients/${id(1)}/edit`);
    await user.click(screen.getByRole('button', { name: 'Leave without saving' }));
    await waitFor(() => expect(router.state.location.pathname).toBe(`/clients/${id(1)}`));
  });

  it('R65: says at each field what passes to ConnectWise, and why something does not', async () => {
    const synced = {
      record: 'COMPANY',
      in: 'ALWAYS',
      out: 'ALWAYS',
      reason: null,
      remoteName: null,
      remoteOptions: [],
    };
    const { api, user } = renderApp(`/clients/${id(1)}/edit`, {
      Query: {
        ...queries,
        customFields: () => [{ id: id(1001), entity: 'client', name: 'Tier', type: 'text', options: [] }],
        syncedFields: () => [
          { ...synced, field: 'city', label: 'City' },
          {
            ...synced,
            field: 'taxRegionId',
            label: 'Tax region',
            out: 'NEVER',
            reason: 'Not sent, because the tax code of a company is set in ConnectWise.',
          },
          { ...synced, record: 'CONTACT', field: 'phone', label: 'Phone' },
        ],
      },
    });
    // What passes both ways is the rule, and needs no word.
    expect(screen.queryByText('Synced both ways.')).toBeNull();
    const reason = 'Not sent, because the tax code of a company is set in ConnectWise.';
    expect(await describedAs('combobox', 'Tax region')).toBe(`Comes from ConnectWise. ${reason}`);
    // Who sees the form asks for the reasons; who hears it is told them at any time.
    expect(screen.queryByText(`Comes from ConnectWise. ${reason}`)).toBeNull();
    await user.click(screen.getByRole('switch', { name: 'Show why fields are not synced' }));
    expect(screen.getByText(`Comes from ConnectWise. ${reason}`)).toBeTruthy();
    expect(await describedAs('combobox', 'Tax region')).toBe(`Comes from ConnectWise. ${reason}`);
    expect(await describedAs('textbox', 'Tier')).toBe('Stays in the CRM: not synced with ConnectWise.');
    expect(await describedAs('textbox', 'Phone')).toBe('Stays in the CRM: not synced with ConnectWise.');
    expect(api.callsOf('SyncedFields')).toHaveLength(1);
  });

  it('says nothing of ConnectWise while nothing is connected', async () => {
    renderApp(`/clients/${id(1)}/edit`, { Query: queries });
    expect(await describedAs('textbox', 'City')).toBe('');
  });

  it('creates a client', async () => {
    const { user, api, router } = renderApp('/clients/new', {
      Query: queries,
      Mutation: { createClient: () => ({ client: client({ id: id(7) }), problems: [] }) },
    });
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Kestrel Engineering');
    await user.click(screen.getByRole('button', { name: 'Create client' }));
    await waitFor(() => expect(router.state.location.pathname).toBe(`/clients/${id(7)}`));
    expect(api.callsOf('CreateClient')[0]?.variables).toMatchObject({
      input: { name: 'Kestrel Engineering', city: null, taxRegionId: null },
    });
  });
});

/** What a screen reader says of a field after its name. */
async function describedAs(role: 'textbox' | 'combobox', name: string): Promise<string> {
  const ids = (await screen.findByRole(role, { name })).getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((one) => document.getElementById(one)?.textContent ?? '').join(' ');
}
