import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { client, contact, id, onePage, opportunity, stages } from '../../testing/crm-records.ts';
import { renderApp, viewerOf } from '../../testing/render-app.tsx';

const queries = {
  viewer: () => ({
    ...viewerOf('ADMIN'),
    user: { id: id(701), name: 'Ana Ruiz', email: 'ana@example.com', role: 'ADMIN' },
  }),
  users: () => [{ id: id(701), name: 'Ana Ruiz', email: 'ana@example.com', role: 'ADMIN' }],
  pipelineStages: () => stages,
  customFields: () => [{ id: id(1001), entity: 'opportunity', name: 'Seats', type: 'number', options: [] }],
  opportunity: () => opportunity({ customFields: [{ name: 'Seats', value: 25 }] }),
  contacts: () => onePage([contact(), contact({ id: id(102), firstName: 'Jon', lastName: 'Okafor' })]),
  clients: () => onePage([client()]),
  client: () => client(),
  auditEvents: () => onePage([]),
};

describe('editing an opportunity', () => {
  it('sends the chosen contact, the day and a number as a number, with the version', async () => {
    const { user, api, router } = renderApp(`/opportunities/${id(301)}/edit`, {
      Query: queries,
      Mutation: { updateOpportunity: () => ({ opportunity: opportunity({ version: 4 }), problems: [] }) },
    });
    await user.click(await screen.findByRole('combobox', { name: 'Contact' }));
    await user.click(await screen.findByRole('option', { name: 'Jon Okafor' }));
    const seats = screen.getByRole('textbox', { name: 'Seats' });
    await user.clear(seats);
    await user.type(seats, '40');
    await user.click(screen.getByRole('button', { name: 'Save opportunity' }));

    await waitFor(() => expect(router.state.location.pathname).toBe(`/opportunities/${id(301)}`));
    expect(api.callsOf('UpdateOpportunity')[0]?.variables).toMatchObject({
      id: id(301),
      input: {
        clientId: id(1),
        contactId: id(102),
        stageId: id(902),
        expectedCloseDate: '2026-12-15',
        customFields: [{ name: 'Seats', value: 40 }],
        version: 3,
      },
    });
  });

  it('creates one for the client that it came from, in the first open stage', async () => {
    const { user, api, router } = renderApp(`/opportunities/new?client=${id(1)}`, {
      Query: queries,
      Mutation: { createOpportunity: () => ({ opportunity: opportunity({ id: id(309) }), problems: [] }) },
    });
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Second site');
    await user.click(screen.getByRole('button', { name: 'Create opportunity' }));
    await waitFor(() => expect(router.state.location.pathname).toBe(`/opportunities/${id(309)}`));
    expect(api.callsOf('CreateOpportunity')[0]?.variables).toMatchObject({
      input: { name: 'Second site', clientId: id(1), stageId: id(901), ownerId: id(701), expectedCloseDate: null },
    });
  });

  it('says at the fields what is missing', async () => {
    const { user, api } = renderApp('/opportunities/new', { Query: queries });
    await user.click(await screen.findByRole('button', { name: 'Create opportunity' }));
    expect(await screen.findByText('Enter the name.')).toBeTruthy();
    expect(screen.getByText('Choose the client.')).toBeTruthy();
    expect(api.callsOf('CreateOpportunity')).toEqual([]);
  });

  it("shows the server's problem at a custom field", async () => {
    const { user } = renderApp(`/opportunities/${id(301)}/edit`, {
      Query: queries,
      Mutation: {
        updateOpportunity: () => ({
          opportunity: null,
          problems: [{ code: 'invalid_input', field: 'customFields.0.value', message: 'Enter a number for "Seats".' }],
        }),
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Save opportunity' }));
    expect(await screen.findByText('Enter a number for "Seats".')).toBeTruthy();
  });
});
