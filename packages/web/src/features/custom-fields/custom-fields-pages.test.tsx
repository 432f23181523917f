import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { client, contact, id, onePage, product } from '../../testing/crm-records.ts';
import { failure } from '../../testing/mock-api.ts';
import { renderApp } from '../../testing/render-app.tsx';

const field = (more: object = {}) => ({
  id: id(1001),
  entity: 'client',
  name: 'Tier',
  type: 'list',
  options: ['Gold', 'Silver'],
  version: 2,
  isRetired: false,
  isManaged: false,
  ...more,
});

const defined = (...fields: ReturnType<typeof field>[]) => ({
  customFields: ({ entity }: { entity: string }) => fields.filter((one) => one.entity === entity),
});

const rowOf = async (name: string) => {
  const row = (await screen.findByText(name)).closest('tr');
  if (!row) throw new Error(`No row holds ${name}.`);
  return within(row);
};

describe('custom fields', () => {
  it('are listed with record, type, options and state; nothing can be done with one that the sync keeps', async () => {
    renderApp('/custom-fields', {
      Query: defined(
        field(),
        field({ id: id(1002), entity: 'opportunity', name: 'CW Status', isManaged: true }),
        field({ id: id(1003), entity: 'product', name: 'Warranty', type: 'number', options: [], isRetired: true }),
      ),
    });
    const tier = await rowOf('Tier');
    expect(tier.getByText('Client')).toBeTruthy();
    expect(tier.getByText('Gold, Silver')).toBeTruthy();
    const managed = await rowOf('CW Status');
    expect(managed.getByText('Kept by the sync')).toBeTruthy();
    expect(managed.queryByRole('button')).toBeNull();
    const retired = await rowOf('Warranty');
    expect(retired.getByText('Retired')).toBeTruthy();
    expect(retired.getByRole('button', { name: 'Restore Warranty' })).toBeTruthy();
  });

  it('says what failed, and what an empty list means', async () => {
    const { api, user } = renderApp('/custom-fields', {
      Query: { customFields: () => failure('The database is being restarted.') },
    });
    expect(await screen.findByText('The database is being restarted.')).toBeTruthy();
    api.answer('Query', 'customFields', () => []);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('No custom fields yet')).toBeTruthy();
  });

  it('can be looked at by everybody, and changed by administrators alone', async () => {
    renderApp('/custom-fields', { Query: defined(field()) }, 'SUPPORT');
    const tier = await rowOf('Tier');
    for (const button of [
      tier.getByRole('button', { name: 'Edit Tier' }),
      tier.getByRole('button', { name: 'Remove Tier' }),
      screen.getByRole('button', { name: 'New custom field' }),
    ])
      expect(button.getAttribute('aria-description')).toMatch(/Only administrators/);
  });

  it('are defined with one option a line, after what is wrong was mended', async () => {
    const { user, api, router } = renderApp('/custom-fields/new', {
      Query: defined(),
      Mutation: { createCustomField: () => ({ customField: field(), problems: [] }) },
    });
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Tier');
    await user.click(screen.getByRole('combobox', { name: 'On' }));
    await user.click(await screen.findByRole('option', { name: 'Contact' }));
    await user.click(screen.getByRole('combobox', { name: 'Type' }));
    await user.click(await screen.findByRole('option', { name: 'List of options' }));
    await user.click(screen.getByRole('button', { name: 'Create custom field' }));
    expect(await screen.findByText('Enter at least one option.')).toBeTruthy();
    const options = screen.getByRole('textbox', { name: 'Options' });
    await user.type(options, 'Gold{Enter}Gold');
    await user.click(screen.getByRole('button', { name: 'Create custom field' }));
    expect(await screen.findByText('The option "Gold" is there twice. Remove one.')).toBeTruthy();
    await user.clear(options);
    await user.type(options, 'Gold{Enter}{Enter} Silver, plated');
    await user.click(screen.getByRole('button', { name: 'Create custom field' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/custom-fields'));
    expect(api.callsOf('CreateCustomField').map((call) => call.variables)).toEqual([
      { input: { entity: 'contact', name: 'Tier', type: 'list', options: ['Gold', 'Silver, plated'], version: null } },
    ]);
  });

  it("are edited with their version, and show the server's refusal at its field", async () => {
    const { user, api } = renderApp(`/custom-fields/${id(1001)}`, {
      Query: defined(field()),
      Mutation: {
        updateCustomField: () => ({
          customField: null,
          problems: [{ code: 'field_has_values', field: 'type', message: 'One record has a value in "Tier".' }],
        }),
      },
    });
    await user.click(await screen.findByRole('combobox', { name: 'Type' }));
    await user.click(await screen.findByRole('option', { name: 'Text' }));
    await user.click(screen.getByRole('button', { name: 'Save custom field' }));
    expect(await screen.findByText('One record has a value in "Tier".')).toBeTruthy();
    expect(api.callsOf('UpdateCustomField')[0]?.variables).toEqual({
      id: id(1001),
      input: { entity: 'client', name: 'Tier', type: 'text', options: [], version: 2 },
    });
  });

  it('with values are retired, and offered again when restored', async () => {
    let isRetired = false;
    const { user } = renderApp('/custom-fields', {
      Query: { customFields: ({ entity }) => (entity === 'client' ? [field({ isRetired })] : []) },
      Mutation: {
        removeCustomField: () => {
          isRetired = true;
          return { removedId: id(1001), isRetired, problems: [] };
        },
        restoreCustomField: () => {
          isRetired = false;
          return { customField: field(), problems: [] };
        },
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Remove Tier' }));
    await user.click(await screen.findByRole('button', { name: 'Remove' }));
    expect(await screen.findByText(/"Tier" is retired. Records keep the values/)).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: 'Restore Tier' }));
    expect(await screen.findByRole('button', { name: 'Remove Tier' })).toBeTruthy();
  });
});

describe('custom fields of a record', () => {
  const fields = (entity: string) => [
    field({ entity }),
    field({ id: id(1004), entity, name: 'Seats', type: 'number', options: [] }),
    field({ id: id(1005), entity, name: 'VIP', type: 'checkbox', options: [] }),
  ];
  const values = [
    { name: 'Seats', value: 12 },
    { name: 'VIP', value: true },
  ];
  const records = [
    ['client', `/clients/${id(1)}`, client, 'UpdateClient'],
    ['contact', `/contacts/${id(101)}`, contact, 'UpdateContact'],
    ['product', `/products/${id(201)}`, product, 'UpdateProduct'],
  ] as const;

  it.each(records)(
    'stand in the form of a %s and are sent with their types',
    async (entity, path, record, mutation) => {
      const stored = () => record({ customFields: values });
      const { user, api } = renderApp(`${path}/edit`, {
        Query: {
          [entity]: stored,
          customFields: () => fields(entity),
          taxRegions: () => [],
          syncSettings: () => null,
          clients: () => onePage([client()]),
        },
        Mutation: { [`update${mutation.slice(6)}`]: () => ({ [entity]: stored(), problems: [] }) },
      });
      const seats = await screen.findByRole('textbox', { name: 'Seats' });
      await user.clear(seats);
      await user.type(seats, '40');
      await user.click(screen.getByRole('checkbox', { name: 'VIP' }));
      await user.click(screen.getByRole('combobox', { name: 'Tier' }));
      await user.click(await screen.findByRole('option', { name: 'Gold' }));
      await user.click(screen.getByRole('button', { name: `Save ${entity}` }));
      await waitFor(() => expect(api.callsOf(mutation)).toHaveLength(1));
      expect(api.callsOf(mutation)[0]?.variables).toMatchObject({
        input: {
          customFields: [
            { name: 'Tier', value: 'Gold' },
            { name: 'Seats', value: 40 },
            { name: 'VIP', value: false },
          ],
        },
      });
    },
  );

  it.each(records)('stand on the page of a %s', async (entity, path, record) => {
    renderApp(path, { Query: { [entity]: () => record({ customFields: values }), syncSettings: () => null } });
    const seats = await screen.findByText('Seats');
    expect(seats.parentElement?.textContent).toBe('Seats12');
    expect(screen.getByText('VIP').parentElement?.textContent).toBe('VIPYes');
  });
});
