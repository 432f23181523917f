import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { sampleProductMapping, sampleTaxImport } from '../../../testing/mapping-samples.ts';
import { failure } from '../../../testing/mock-api.ts';
import { pageOf } from '../../../testing/page-samples.ts';
import { renderApp } from '../../../testing/render-app.tsx';
import { sampleSettings, sampleTaxTask } from '../../../testing/settings-samples.ts';
import { syncAnswers } from '../../../testing/sync-answers.ts';

const saved = { saveSyncSettings: () => ({ settings: { ...sampleSettings, revision: 4 }, problems: [] }) };
const withMap = (more: object) => ({
  ...syncAnswers,
  syncSettings: () => ({ ...sampleSettings, productMap: { ...sampleSettings.productMap, ...more } }),
});

describe('the mapping of products', () => {
  const path = '/integrations/setup/mapping/products';

  it('R37, A12: shows the result of the standard mapping, with the one-to-one choices closed', async () => {
    renderApp(path, { Query: syncAnswers });
    const table = await screen.findByRole('table', { name: 'Product types' });
    const row = within(table).getByRole('rowheader', { name: 'Hardware' }).closest('tr') as HTMLElement;
    expect(row.textContent).toContain('812');
    expect(row.textContent).toContain('equal name');
    expect(within(table).getByText('"Rental" is not mapped to a product type of ConnectWise.')).toBeTruthy();
    const select = within(row).getByRole('combobox', { name: 'ConnectWise type for Hardware' });
    expect((select as HTMLInputElement).disabled).toBe(true);
  });

  it('R38: opens the one-to-one choices without it, offers an option once, and sends the rows', async () => {
    const { user, api } = renderApp(path, { Query: withMap({ nameTo: 'IDENTIFIER' }), Mutation: saved });
    await user.click(await screen.findByRole('checkbox', { name: /Standard mapping/ }));
    await user.click(screen.getByRole('combobox', { name: 'ConnectWise type for Rental' }));
    await user.click(await screen.findByRole('option', { name: 'Service', hidden: false }));
    await user.click(screen.getByRole('combobox', { name: 'ConnectWise type for Licences' }));
    expect(await screen.findByRole('option', { name: 'Software', hidden: false })).toBeTruthy();
    expect(screen.queryByRole('option', { name: 'Service', hidden: false })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Save settings' }));
    await waitFor(() =>
      expect(api.callsOf('SaveSyncSettings')[0]?.variables).toEqual({
        input: {
          productMap: {
            standard: false,
            types: [
              { value: 'Hardware', remoteId: null },
              { value: 'Licences', remoteId: null },
              { value: 'Rental', remoteId: '3' },
            ],
          },
        },
      }),
    );
  });

  it('fills in options of equal names as proposals, which are saved only when told', async () => {
    const { user, api } = renderApp(path, {
      Query: withMap({ standard: false, nameTo: 'IDENTIFIER' }),
      Mutation: saved,
    });
    await user.click(await screen.findByRole('button', { name: 'Map equal names' }));
    const choice = screen.getByRole('combobox', { name: 'ConnectWise type for Hardware' });
    await waitFor(() => expect((choice as HTMLInputElement).value).toBe('Hardware'));
    expect((screen.getByRole('combobox', { name: 'ConnectWise type for Licences' }) as HTMLInputElement).value).toBe(
      '',
    );
    expect(screen.getByText('Some changes are not saved.')).toBeTruthy();
    expect(api.callsOf('SaveSyncSettings')).toEqual([]);
  });

  it('R39, R40: asks for the source of the Product ID, with counts and a list of those that lack it', async () => {
    const { user, api } = renderApp(path, {
      Query: {
        ...syncAnswers,
        productsWithoutOwnId: () => pageOf([{ productId: 'p1', name: 'Nameless switch', value: null }]),
      },
      Mutation: saved,
    });
    await user.click(await screen.findByRole('radio', { name: 'Product description' }));
    await user.click(screen.getByRole('combobox', { name: /The Product ID comes from/ }));
    await user.click(await screen.findByRole('option', { name: 'SKU', hidden: false }));
    const counts = await screen.findByRole('status', { name: 'What the products have' });
    expect(counts.textContent).toBe('1,204 products, 37 lack a SKU, 12 duplicate values');
    await user.click(within(counts).getByRole('button', { name: '37 lack a SKU' }));
    const dialog = await screen.findByRole('dialog', { name: 'Products without a SKU' });
    expect(await within(dialog).findByRole('link', { name: 'Nameless switch' })).toBeTruthy();
    expect(api.callsOf('ProductsWithoutOwnId')[0]?.variables).toMatchObject({ source: 'SKU', standing: 'LACKING' });
  });

  it('R40: puts the refusal at the field', async () => {
    const problems = [
      { code: 'identifier_source_required', field: 'productMap.identifierFrom', message: 'Choose the field.' },
    ];
    const { user } = renderApp(path, {
      Query: syncAnswers,
      Mutation: { saveSyncSettings: () => ({ settings: null, problems }) },
    });
    await user.click(await screen.findByRole('radio', { name: 'Product description' }));
    await user.click(screen.getByRole('button', { name: 'Save settings' }));
    const field = await screen.findByRole('combobox', { name: /The Product ID comes from/ });
    await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
    expect(screen.getByText('Choose the field.')).toBeTruthy();
  });

  it('R42: recommends the Product ID when names are not unique', async () => {
    renderApp(path, {
      Query: { ...syncAnswers, productMapping: () => ({ ...sampleProductMapping, nameClashes: 3 }) },
    });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('3 catalog items of ConnectWise could not come in');
    expect(alert.textContent).toContain('choose the Product ID as the name');
  });

  it('maps IDs that differ, and frees a removed one', async () => {
    const { user, api } = renderApp(path, {
      Query: withMap({ standard: false, nameTo: 'IDENTIFIER', identifiers: [{ value: 'OLD', remoteId: 'THEIRS' }] }),
      Mutation: saved,
    });
    await user.click(await screen.findByRole('button', { name: 'Remove row 1' }));
    await user.click(screen.getByRole('button', { name: 'Add product ID' }));
    await user.type(screen.getByRole('textbox', { name: 'ID here, row 1' }), 'NEW');
    await user.type(screen.getByRole('textbox', { name: 'Product ID in ConnectWise, row 1' }), 'N-1');
    await user.click(screen.getByRole('button', { name: 'Save settings' }));
    await waitFor(() =>
      expect(api.callsOf('SaveSyncSettings')[0]?.variables).toEqual({
        input: {
          productMap: {
            identifiers: [
              { value: 'NEW', remoteId: 'N-1' },
              { value: 'OLD', remoteId: null },
            ],
          },
        },
      }),
    );
  });

  it('has words for a workspace without products, and for a failure', async () => {
    const none = { nameClashes: 0, types: [], categories: [], classes: [] };
    const { unmount } = renderApp(path, { Query: { ...syncAnswers, productMapping: () => none } });
    expect(await screen.findAllByText(/There are no products yet/)).toHaveLength(3);
    unmount();
    renderApp(path, { Query: { ...syncAnswers, productMapping: () => failure('The database is busy.') } });
    expect(await screen.findByText('The database is busy.')).toBeTruthy();
  });

  it('is closed, with the reason, for those who may not change it', async () => {
    renderApp(path, { Query: syncAnswers }, 'VIEWER');
    const box = await screen.findByRole('checkbox', { name: /Standard mapping/ });
    expect(box.closest('fieldset')?.disabled).toBe(true);
    expect(screen.getByText(/administrator/i)).toBeTruthy();
  });
});

describe('the mapping of taxes', () => {
  const path = '/integrations/setup/mapping/taxes';
  const answer = (applied: boolean) => ({ applied, items: sampleTaxImport, problems: [] });

  it('R44, A13: shows each region with its code, Taxable, Non-taxable and the last import', async () => {
    renderApp(path, { Query: syncAnswers });
    const table = await screen.findByRole('table', { name: 'Tax regions' });
    const row = within(table).getByRole('rowheader', { name: 'Hillsborough County' }).closest('tr') as HTMLElement;
    expect(row.textContent).toContain('imported');
    expect(row.textContent).toContain('taxes only the first 5,000');
    expect(row.textContent).toContain('8 %');
    expect(row.textContent).toContain('0 %');
    expect(within(table).getByText('not mapped, the default tax code is used')).toBeTruthy();
  });

  it('R43, R45: previews an import, wants a decision where a name is taken, and applies it', async () => {
    const { user, api } = renderApp(path, {
      Query: syncAnswers,
      Mutation: { importTaxCodes: ({ apply }: { apply: boolean }) => answer(apply) },
    });
    await user.click(await screen.findByRole('button', { name: 'Import tax codes' }));
    const preview = await screen.findByRole('table', { name: 'What the import does' });
    expect(preview.textContent).toContain('7 → 7.5 %');
    expect(preview.textContent).toContain('has ended on 2018-01-01');
    await user.click(screen.getByRole('button', { name: 'Apply import' }));
    expect(api.callsOf('ImportTaxCodes')).toHaveLength(1);
    await user.click(within(preview).getByRole('combobox', { name: 'Tax region "Key West" is there already' }));
    await user.click(await screen.findByRole('option', { name: 'It stands for this code', hidden: false }));
    await user.click(screen.getByRole('button', { name: 'Apply import' }));
    await waitFor(() =>
      expect(api.callsOf('ImportTaxCodes')[1]?.variables).toEqual({
        apply: true,
        decisions: [{ taxCodeId: '16', decision: 'ADOPT' }],
      }),
    );
    await waitFor(() => expect(screen.queryByRole('table', { name: 'What the import does' })).toBeNull());
  });

  it('says why an import was refused', async () => {
    const problems = [{ code: 'forbidden', field: 'tax_code', message: 'Give its security role the right.' }];
    const { user } = renderApp(path, {
      Query: syncAnswers,
      Mutation: { importTaxCodes: () => ({ applied: false, items: [], problems }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Import tax codes' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Give its security role the right.');
  });

  it('R46: maps a region that was made here directly, without the codes that are taken', async () => {
    const { user, api } = renderApp(path, { Query: syncAnswers, Mutation: saved });
    await user.click(await screen.findByRole('tab', { name: 'Map directly' }));
    await user.click(await screen.findByRole('combobox', { name: 'Tax code for Key West' }));
    expect(screen.queryByRole('option', { name: 'Georgia', hidden: false })).toBeNull();
    await user.click(await screen.findByRole('option', { name: 'State', hidden: false }));
    await user.click(screen.getByRole('button', { name: 'Save settings' }));
    await waitFor(() =>
      expect(api.callsOf('SaveSyncSettings')[0]?.variables).toEqual({
        input: { taxMap: { pairs: [{ taxRegionId: 't3', taxCodeId: '11' }] } },
      }),
    );
  });

  it('tells of a rate that changed since the import, and of what it concerns', async () => {
    renderApp(path, { Query: { ...syncAnswers, driftTasks: () => [sampleTaxTask] } });
    expect(await screen.findByText('A tax rate changed in ConnectWise')).toBeTruthy();
    expect(
      screen.getByText(/takes 7.5 % in ConnectWise and 7 % here.*2 open opportunities are concerned/),
    ).toBeTruthy();
    expect(screen.queryByText(/wait until another one is chosen/)).toBeNull();
  });

  it('is empty until something was imported, and says so', async () => {
    const empty = { importedAt: null, regions: [] };
    renderApp(path, { Query: { ...syncAnswers, taxMapping: () => empty } });
    expect(await screen.findByText('No tax regions yet')).toBeTruthy();
    expect(screen.getByText(/Nothing was imported yet/)).toBeTruthy();
  });
});

describe('the custom fields of ConnectWise', () => {
  const unmapped = { crmType: 'text', customFieldId: null, unknownOptions: [] as string[], choices: [] as object[] };
  const fields = [
    {
      remoteId: '1',
      record: 'company',
      caption: 'Billing code',
      type: 'Text',
      ...unmapped,
      options: [],
      isRequired: true,
      value: null,
    },
    {
      remoteId: '2',
      record: 'company',
      caption: 'Tier',
      type: 'Text',
      ...unmapped,
      crmType: 'list',
      choices: [
        { id: 'f1', name: 'Level', type: 'list', misfit: null },
        { id: 'f2', name: 'Remarks', type: 'text', misfit: '"Remarks" is a text.' },
      ],
      options: ['Gold', 'Silver'],
      isRequired: false,
      value: 'Gold',
    },
  ];

  it('shows which are required, and saves the defaults', async () => {
    const { user, api } = renderApp('/integrations/setup/mapping/custom-fields', {
      Query: { ...syncAnswers, remoteCustomFields: () => fields },
      Mutation: saved,
    });
    const table = await screen.findByRole('table', { name: 'Custom fields of ConnectWise' });
    const row = within(table)
      .getByRole('rowheader', { name: /Billing code/ })
      .closest('tr') as HTMLElement;
    expect(row.textContent).toContain('Required');
    await user.type(screen.getByRole('textbox', { name: 'Default of Billing code' }), 'B-0');
    await user.click(screen.getByRole('button', { name: 'Save settings' }));
    await waitFor(() =>
      expect(api.callsOf('SaveSyncSettings')[0]?.variables).toEqual({
        input: {
          customFields: [
            { remoteId: '1', value: 'B-0', customFieldId: null },
            { remoteId: '2', value: 'Gold', customFieldId: null },
          ],
        },
      }),
    );
  });

  it('R73: offers the fields of the CRM that fit, and defines one like that of ConnectWise', async () => {
    const { user, api } = renderApp('/integrations/setup/mapping/custom-fields', {
      Query: { ...syncAnswers, remoteCustomFields: () => fields },
      Mutation: {
        ...saved,
        createCustomField: () => ({ customField: { id: 'f9', name: 'Billing code' }, problems: [] }),
      },
    });
    await user.click(await screen.findByRole('combobox', { name: 'Kept in step with Tier' }));
    expect(screen.queryByRole('option', { name: 'Remarks' })).toBeNull();
    await user.click(await screen.findByRole('option', { name: 'Level' }));
    await user.click(screen.getByRole('combobox', { name: 'Kept in step with Billing code' }));
    await user.click(await screen.findByRole('option', { name: 'Define "Billing code" here, a text' }));
    await waitFor(() =>
      expect(api.callsOf('DefineFieldForConnectWise')[0]?.variables).toEqual({
        input: { entity: 'client', name: 'Billing code', type: 'text', options: [] },
      }),
    );
    await user.click(await screen.findByRole('button', { name: 'Save settings' }));
    await waitFor(() =>
      expect(api.callsOf('SaveSyncSettings')[0]?.variables).toEqual({
        input: {
          customFields: [
            { remoteId: '1', value: null, customFieldId: 'f9' },
            { remoteId: '2', value: 'Gold', customFieldId: 'f1' },
          ],
        },
      }),
    );
  });
});
