import { createSandbox, type Sandbox } from '../index.ts';
import { clientOf } from '../testing/client.ts';

let sandbox: Sandbox;
let call: ReturnType<typeof clientOf>;
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 'demo', control: true });
  call = clientOf(sandbox);
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const define = async (wish: object) => {
  const response = await fetch(`${sandbox.url}/control/custom-fields`, { method: 'POST', body: JSON.stringify(wish) });
  // biome-ignore lint/suspicious/noExplicitAny: the answer is a definition, or a message.
  return { status: response.status, body: (await response.json()) as any };
};
const catalogItem = { description: 'x', customerDescription: 'x', subcategory: { id: 1 }, type: { id: 1 } };
const RECORDS = [
  [
    'companies',
    '/company/companies',
    { identifier: 'New', name: 'New', site: { name: 'Main' }, city: 'Tampa' },
    'name',
  ],
  ['contacts', '/company/contacts', { firstName: 'Ann', company: { id: 250 } }, 'firstName'],
  [
    'opportunities',
    '/sales/opportunities',
    { name: 'New', company: { id: 250 }, contact: { id: 57_001 }, primarySalesRep: { id: 2 } },
    'name',
  ],
  ['catalog', '/procurement/catalog', { ...catalogItem, identifier: 'NEW' }, 'description'],
] as const;

describe.each(RECORDS)('a custom field of %s that is required from now on', (record, path, body, field) => {
  it('has every POST and PATCH without a value refused as a whole, and taken with one', async () => {
    const before = (await call('POST', path, body)).body;
    const { status, body: definition } = await define({ record, caption: 'Billing code', required: true });
    expect([status, definition]).toMatchObject([200, { caption: 'Billing code', requiredFlag: true }]);
    expect((await call('GET', `/system/userDefinedFields/${definition.id}`)).body.requiredFlag).toBe(true);

    const missing = {
      code: 'InvalidObject',
      errors: [{ code: 'MissingRequiredField', message: 'The Billing code field is required.', field: 'customFields' }],
    };
    const again = 'identifier' in body ? { ...body, identifier: 'SECOND' } : body;
    const refused = await call('POST', path, again);
    expect([refused.status, refused.body]).toMatchObject([400, missing]);
    const edit = [{ op: 'replace', path: field, value: 'Edited' }];
    const patched = await call('PATCH', `${path}/${before.id}`, edit);
    expect([patched.status, patched.body]).toMatchObject([400, missing]);
    expect((await call('GET', `${path}/${before.id}`)).body[field]).toBe(before[field]);

    const customFields = [{ id: definition.id, value: 'B-1' }];
    const made = await call('POST', path, { ...again, customFields });
    const value = made.body.customFields.find((entry: { id: number }) => entry.id === definition.id);
    expect([made.status, value]).toMatchObject([201, { caption: 'Billing code', value: 'B-1' }]);
    expect((await call('PATCH', `${path}/${made.body.id}`, edit)).status).toBe(200);
    const both = [...edit, { op: 'replace', path: 'customFields', value: customFields }];
    expect((await call('PATCH', `${path}/${before.id}`, both)).status).toBe(200);

    expect((await define({ record, caption: 'billing CODE', required: false })).body.id).toBe(definition.id);
    expect(
      (
        await call('PATCH', `${path}/${made.body.id}`, [
          { op: 'replace', path: 'customFields', value: [{ id: definition.id, value: null }] },
        ])
      ).status,
    ).toBe(200);
  });
});

it('defines lists, and says what is wrong with a wish', async () => {
  const tier = { record: 'catalog', caption: 'Tier', options: ['Gold', 'Silver'] };
  const { body } = await define(tier);
  expect(body).toMatchObject({
    entryTypeIdentifier: 'List',
    options: [{ optionValue: 'Gold' }, { optionValue: 'Silver' }],
  });
  expect(sandbox.customField({ record: 'catalog', caption: 'Tier', required: true }).id).toBe(body.id);
  const lead = { ...catalogItem, identifier: 'LIST', customFields: [{ id: body.id, value: 'Lead' }] };
  expect((await call('POST', '/procurement/catalog', lead)).status).toBe(400);
  for (const [wish, message] of [
    [{ record: 'stages', caption: 'x' }, '"stages" has no custom fields.'],
    [{ record: 'companies' }, '"record" and "caption"'],
    [{ record: 'companies', caption: 'x', requiered: true }, 'no "requiered"'],
    [{ record: 'companies', caption: 'x', type: 'Colour' }, 'Enum value supplied was invalid.'],
  ] as const) {
    const reply = await define(wish);
    expect([reply.status, reply.body.message]).toEqual([400, expect.stringContaining(message)]);
  }
});
