import { configurationSchema } from '@causeway/shared/forms/configuration/configuration';
import type { ReferenceItemRecord } from '../../connection/connection.ports.ts';
import type { CustomField } from '../../crm/custom-fields/custom-field.type.ts';
import { customFieldTasks } from './custom-field-drift.rules.ts';

const id = '0198c0de-0000-7000-8000-000000000001';
const field = (more: Partial<CustomField> = {}): CustomField => ({
  id,
  entity: 'client',
  name: 'Level',
  type: 'list',
  options: ['Gold', 'Silver'],
  version: 1,
  isRetired: false,
  isManaged: false,
  ...more,
});
const definition = (options: string[], more: Partial<ReferenceItemRecord> = {}): ReferenceItemRecord => ({
  kind: 'custom_field',
  remoteId: '7',
  label: 'Tier',
  position: null,
  isActive: true,
  flags: { fieldType: 'Text', pod: 'company_overview', options },
  ...more,
});
const tasks = (
  row: { customFieldId: string | null; value: string | null },
  there: ReferenceItemRecord,
  here: CustomField[] = [field()],
) =>
  customFieldTasks(configurationSchema.parse({ mode: 'real_time', customFields: [{ remoteId: '7', ...row }] }), {
    lists: { custom_field: [there] },
    stages: [],
    taxRegions: [],
    crmFields: here,
  });
const inStep = { customFieldId: id, value: null };

describe('R73: options of a custom field that changed in ConnectWise', () => {
  it('are no task while both sides offer the same, in any order', () =>
    expect(tasks(inStep, definition(['Silver', 'Gold']))).toEqual([]));

  it('are told by name on each side, may be left as they are, and are told again once they change further', () => {
    const [one] = tasks(inStep, definition(['Gold', 'Platinum']));
    expect(one).toMatchObject({
      code: 'custom_field_options',
      label: 'Tier',
      usedBy: ['Level'],
      message:
        'The custom field "Tier" has other options in ConnectWise than "Level" has here. Only here, so not sent: "Silver". Only in ConnectWise, so not to be chosen here: "Platinum".',
      advice: 'Give "Level" the same options on the page Custom fields, or leave it as it is.',
      holdsBack: false,
      canAccept: true,
    });
    const [further] = tasks(inStep, definition(['Gold', 'Platinum', 'Bronze']));
    expect(further?.key).not.toBe(one?.key);
  });

  it('are no task of their own where the field is no list any more: it is not kept in step', () =>
    expect(tasks(inStep, definition([])).map(({ code }) => code)).toEqual(['custom_field_apart']));

  it.each([
    ['Bronze', definition(['Gold']), 'no option "Bronze"'],
    ['Gold', definition([], { flags: { fieldType: 'Number', pod: 'company_overview' } }), 'Enter a number'],
  ])('hold back what gets a default that is none any more: %s', (value, there, why) =>
    expect(tasks({ customFieldId: null, value }, there)).toMatchObject([
      {
        code: 'custom_field_default',
        holdsBack: true,
        fields: ['customFields.0.value'],
        message: expect.stringContaining(why),
      },
    ]),
  );

  it('leave a default alone that is still one', () =>
    expect(tasks({ customFieldId: null, value: 'Gold' }, definition(['Gold']))).toEqual([]));
});
