import { type CrmFixture, createCrmFixture, origin } from '../../../../test/support/crm-fixture.ts';
import type { Problem } from '../../../platform/errors.ts';

interface Field {
  id: string;
  name: string;
  type: string;
  options: string[];
  version: number;
  isRetired: boolean;
}

describe('custom fields', () => {
  let fixture: CrmFixture;
  let clientId: string;

  beforeAll(async () => {
    fixture = await createCrmFixture();
    clientId = await fixture.in((tx) => fixture.crm.clients.create(tx, { name: 'Harbour Dental' }, origin));
  });
  afterAll(() => fixture.close());

  const fields = 'id name type options version isRetired';
  const define = async (input: object) =>
    (
      await fixture.ask<{ answer: { customField: Field | null; problems: Problem[] } }>(
        `mutation ($input: CustomFieldInput!) { answer: createCustomField(input: $input) { customField { ${fields} } problems { code field message } } }`,
        { input },
      )
    ).answer;
  const defined = async (input: object): Promise<Field> => {
    const { customField } = await define(input);
    if (!customField) throw new Error('The field was refused.');
    return customField;
  };
  const edit = async (id: string, input: object) =>
    (
      await fixture.ask<{ answer: { customField: Field | null; problems: Problem[] } }>(
        `mutation ($id: ID!, $input: CustomFieldInput!) { answer: updateCustomField(id: $id, input: $input) { customField { ${fields} } problems { code field message } } }`,
        { id, input },
      )
    ).answer;
  const remove = async (id: string) =>
    (
      await fixture.ask<{ answer: { removedId: string | null; isRetired: boolean | null; problems: Problem[] } }>(
        'mutation ($id: ID!) { answer: removeCustomField(id: $id) { removedId isRetired problems { code message } } }',
        { id },
      )
    ).answer;
  const listed = async (entity: string, includeRetired = false) =>
    (
      await fixture.ask<{ customFields: Field[] }>(
        `query ($entity: String!, $includeRetired: Boolean) { customFields(entity: $entity, includeRetired: $includeRetired) { ${fields} } }`,
        { entity, includeRetired },
      )
    ).customFields.map((field) => field.name);

  it.each([
    ['client', 'updateClient', 'ClientInput', () => ({ name: 'Harbour Dental' })],
    ['contact', 'updateContact', 'ContactInput', () => ({ clientId, firstName: 'Ana' })],
    ['product', 'updateProduct', 'ProductInput', () => ({ name: 'Switch', kind: 'PRODUCT', price: '1', cost: '1' })],
    [
      'opportunity',
      'updateOpportunity',
      'OpportunityInput',
      () => ({ name: 'Deal', clientId, stageId: fixture.stages.Qualify }),
    ],
  ] as const)(
    'are defined on a %s, whose values are then written and read',
    async (entity, mutation, type, inputOf) => {
      const services = {
        client: 'clients',
        contact: 'contacts',
        product: 'products',
        opportunity: 'opportunities',
      } as const;
      const own = inputOf();
      const id =
        entity === 'client'
          ? clientId
          : await fixture.in((tx) => fixture.crm[services[entity]].create(tx, own, origin));
      await defined({ entity, name: 'Tier', type: 'LIST', options: ['Gold', 'Silver'] });
      await defined({ entity, name: 'Seats', type: 'number' });
      const save = async (customFields: object[]) =>
        (
          await fixture.ask<{ answer: Record<string, unknown> & { problems: Problem[] } }>(
            `mutation ($id: ID!, $input: ${type}!) { answer: ${mutation}(id: $id, input: $input) { ${entity} { customFields { name value } } problems { code field message } } }`,
            { id, input: { ...own, customFields } },
          )
        ).answer;
      const saved = await save([
        { name: 'Tier', value: 'Gold' },
        { name: 'seats', value: 12 },
      ]);
      expect(saved).toEqual({
        [entity]: {
          customFields: [
            { name: 'Seats', value: 12 },
            { name: 'Tier', value: 'Gold' },
          ],
        },
        problems: [],
      });
      expect((await save([{ name: 'Seats', value: null }]))[entity]).toEqual({
        customFields: [{ name: 'Tier', value: 'Gold' }],
      });
      expect((await save([{ name: 'Tier', value: 'Bronze' }])).problems).toMatchObject([
        { field: 'customFields.0.value', message: 'Choose "Tier" from its list.' },
      ]);
    },
  );

  it('refuses a list without options, options of no list, and a name that is taken', async () => {
    expect((await define({ entity: 'client', name: 'A', type: 'list' })).problems).toMatchObject([
      { field: 'options' },
    ]);
    expect((await define({ entity: 'client', name: 'A', type: 'text', options: ['x'] })).problems).toMatchObject([
      { field: 'options', message: 'Only a list has options. Remove them.' },
    ]);
    expect((await define({ entity: 'planet', name: 'A', type: 'text' })).problems).toMatchObject([{ field: 'entity' }]);
    await defined({ entity: 'client', name: 'Region', type: 'text' });
    expect((await define({ entity: 'client', name: 'REGION', type: 'text' })).problems).toMatchObject([
      { code: 'name_taken', field: 'name' },
    ]);
  });

  it('takes the values along to a new name, and keeps the type while there are values', async () => {
    const field = await defined({ entity: 'client', name: 'Old name', type: 'text' });
    const set = (customFields: object[]) =>
      fixture.in((tx) => fixture.crm.clients.update(tx, clientId, { customFields }, origin));
    await set([{ name: 'Old name', value: 'kept' }]);
    const same = { entity: 'client', name: 'New name', type: 'text' };
    expect((await edit(field.id, { ...same, version: field.version })).customField).toMatchObject({ name: 'New name' });
    const [row] = await fixture.in((tx) =>
      tx.query<{ values: object }>('select custom_fields as values from client where id = $1', [clientId]),
    );
    expect(row?.values).toMatchObject({ 'New name': 'kept' });
    expect(row?.values).not.toHaveProperty('Old name');
    expect((await edit(field.id, { ...same, type: 'number' })).problems).toMatchObject([
      {
        code: 'field_has_values',
        message: 'One record has a value in "New name". Retire it and define a new field instead.',
      },
    ]);
    expect((await edit(field.id, { ...same, version: 1 })).problems).toMatchObject([{ code: 'version_conflict' }]);
    await set([{ name: 'New name', value: null }]);
    expect((await edit(field.id, { ...same, type: 'number' })).customField).toMatchObject({ type: 'number' });
  });

  it('is removed without values, retired with them, and offered again when restored', async () => {
    const unused = await defined({ entity: 'client', name: 'Unused', type: 'text' });
    expect(await remove(unused.id)).toEqual({ removedId: unused.id, isRetired: false, problems: [] });
    expect(await listed('client', true)).not.toContain('Unused');
    const used = await defined({ entity: 'client', name: 'Used', type: 'checkbox' });
    await fixture.in((tx) =>
      fixture.crm.clients.update(tx, clientId, { customFields: [{ name: 'Used', value: true }] }, origin),
    );
    expect(await remove(used.id)).toMatchObject({ isRetired: true, problems: [] });
    expect(await listed('client')).not.toContain('Used');
    expect(await listed('client', true)).toContain('Used');
    const { client } = await fixture.ask<{ client: { customFields: object[] } }>(
      'query ($id: ID!) { client(id: $id) { customFields { name value } } }',
      { id: clientId },
    );
    expect(client.customFields).toContainEqual({ name: 'Used', value: true });
    await fixture.ask('mutation ($id: ID!) { restoreCustomField(id: $id) { problems { code } } }', { id: used.id });
    expect(await listed('client')).toContain('Used');
  });

  it('leaves those alone that the sync keeps, other workspaces, and people who are no administrators', async () => {
    const [managed] = await fixture.in((tx) =>
      tx.query<{ id: string }>(
        `insert into custom_field (entity, name, type, options, source) values ('opportunity', 'CW Status', 'list', '["Open"]', '{"1": "Open"}') returning id`,
      ),
    );
    const id = managed?.id ?? '';
    expect((await remove(id)).problems).toMatchObject([{ code: 'field_managed' }]);
    const input = { entity: 'opportunity', name: 'Mine', type: 'list', options: ['Open'] };
    expect((await edit(id, input)).problems).toMatchObject([{ code: 'field_managed' }]);
    const query = 'mutation ($id: ID!) { answer: removeCustomField(id: $id) { problems { code } } }';
    const foreign = fixture.actor({ workspaceId: fixture.otherWorkspaceId });
    expect(await fixture.ask(query, { id }, foreign)).toEqual({ answer: { problems: [{ code: 'not_found' }] } });
    await expect(fixture.ask(query, { id }, fixture.actor({ role: 'support' }))).rejects.toThrow(
      'Only an administrator',
    );
  });
});
