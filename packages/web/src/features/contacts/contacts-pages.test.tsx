import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { client, contact, id, link, onePage } from '../../testing/crm-records.ts';
import { failure } from '../../testing/mock-api.ts';
import { renderApp } from '../../testing/render-app.tsx';

describe('the list of contacts', () => {
  it('shows who they are and whom they work for', async () => {
    renderApp('/contacts', { Query: { contacts: () => onePage([contact({ isActive: false })]) } });
    const row = (await screen.findByRole('link', { name: /Maria Lindqvist/ })).closest('tr');
    expect(row && within(row).getByRole('link', { name: 'Blue Fox Dental' }).getAttribute('href')).toBe(
      `/clients/${id(1)}`,
    );
    expect(row && within(row).getByText('Inactive')).toBeTruthy();
  });

  it('narrows to the client that the address names and shows its name', async () => {
    const { api } = renderApp(`/contacts?client=${id(1)}`, {
      Query: { contacts: () => onePage([contact()]), client: () => client() },
    });
    const filter = (await screen.findByRole('combobox', { name: 'Client' })) as HTMLInputElement;
    await waitFor(() => expect(filter.value).toBe('Blue Fox Dental'));
    expect(api.callsOf('Contacts').at(-1)?.variables).toMatchObject({ clientId: id(1) });
  });

  it('says what failed', async () => {
    renderApp('/contacts', { Query: { contacts: () => failure('The database is being restarted.') } });
    expect(await screen.findByText('The database is being restarted.')).toBeTruthy();
  });
});

describe('the page of a contact', () => {
  it('shows the contact and the way to it in ConnectWise', async () => {
    renderApp(`/contacts/${id(101)}`, {
      Query: { contact: () => contact({ link: link('CONTACT', '58', { url: 'https://na.example.com/contact/58' }) }) },
    });
    expect(await screen.findByRole('heading', { level: 1, name: 'Maria Lindqvist' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'maria@bluefoxdental.example' }).getAttribute('href')).toBe(
      'mailto:maria@bluefoxdental.example',
    );
    expect(screen.getByRole('link', { name: /View contact in ConnectWise/ })).toBeTruthy();
  });

  it('says that a contact does not exist', async () => {
    renderApp(`/contacts/${id(9)}`, { Query: { contact: () => null } });
    expect(await screen.findByText('This contact does not exist')).toBeTruthy();
  });
});

describe('editing a contact', () => {
  it('creates one for the client that was searched and chosen', async () => {
    const { user, api, router } = renderApp('/contacts/new', {
      Query: {
        clients: ({ search }) =>
          onePage(search === 'tide' ? [client({ id: id(2), name: 'Tidewater Legal' })] : [client()]),
        contact: () => contact(),
      },
      Mutation: { createContact: () => ({ contact: contact({ id: id(109) }), problems: [] }) },
    });
    await user.type(await screen.findByRole('textbox', { name: 'First name' }), 'Jon');
    await user.type(screen.getByRole('combobox', { name: 'Client' }), 'tide');
    await user.click(await screen.findByRole('option', { name: /Tidewater Legal/ }));
    await user.click(screen.getByRole('button', { name: 'Create contact' }));
    await waitFor(() => expect(router.state.location.pathname).toBe(`/contacts/${id(109)}`));
    expect(api.callsOf('CreateContact')[0]?.variables).toMatchObject({
      input: { firstName: 'Jon', clientId: id(2), isActive: true, isPrimary: false },
    });
  });

  it('starts with the client that it came from', async () => {
    renderApp(`/contacts/new?client=${id(1)}`, { Query: { client: () => client() } });
    const picker = (await screen.findByRole('combobox', { name: 'Client' })) as HTMLInputElement;
    expect(picker.value).toBe('Blue Fox Dental');
  });

  it('wants a client and a first name', async () => {
    const { user, api } = renderApp('/contacts/new');
    await user.click(await screen.findByRole('button', { name: 'Create contact' }));
    expect(await screen.findByText('Enter the first name.')).toBeTruthy();
    expect(screen.getByText('Choose the client that this contact belongs to.')).toBeTruthy();
    expect(api.callsOf('CreateContact')).toEqual([]);
  });

  it('saves an edited contact with its version', async () => {
    const { user, api, router } = renderApp(`/contacts/${id(101)}/edit`, {
      Query: { contact: () => contact() },
      Mutation: { updateContact: () => ({ contact: contact({ version: 4 }), problems: [] }) },
    });
    await user.click(await screen.findByRole('checkbox', { name: /Active/ }));
    await user.click(screen.getByRole('button', { name: 'Save contact' }));
    await waitFor(() => expect(router.state.location.pathname).toBe(`/contacts/${id(101)}`));
    expect(api.callsOf('UpdateContact')[0]?.variables).toMatchObject({ input: { isActive: false, version: 3 } });
  });
});
