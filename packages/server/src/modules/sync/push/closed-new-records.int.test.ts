import { directedFields } from '@causeway/shared/forms/configuration/field-directions';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { newId } from '../../../platform/ids.ts';
import { registry } from '../registry.ts';

/** Directions hold for records that are new, in every place where ConnectWise keeps a value. */
describe('R65: a new record of the CRM whose fields do not go out', () => {
  let f: RepairFixture;
  beforeAll(async () => {
    f = await openRepairFixture();
  });
  afterAll(() => f.close());

  const settings = (chosen: object) => f.rows(settingsWith, [f.connectionId, JSON.stringify(chosen)]);
  const row = (field: string, direction: string) => ({ field, direction, owner: null, asks: false });
  const every = (direction: string) =>
    settings({
      mode: 'real_time',
      fieldDirections: registry.flatMap(({ entity }) =>
        directedFields[entity].map((field) => row(`${entity}.${field}`, direction)),
      ),
    });
  const insert = async (table: string, values: Record<string, unknown>) => {
    const given = { id: newId(), ...values };
    const names = Object.keys(given);
    await f.rows(
      `insert into ${table} (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
      Object.values(given),
    );
    return given.id;
  };
  const person = { email: 'ira@ibis.example', phone: '8135550103', phone_extension: '4', mobile: '8135550104' };
  const address = { address_line1: '5 Bay Street', address_line2: 'Floor 2', city: 'Naples', postal_code: '34102' };

  it.each(['off', 'in', 'in_if_empty'])('is made without them: %s', async (direction) => {
    await every(direction);
    const client = await insert('client', {
      ...{ name: `Ibis ${direction}`, phone: '2395550100', website: 'ibis.example' },
      ...address,
    });
    await f.createdHere('company', client);
    const company = await f.there('company', client);
    expect(company).toMatchObject({ addressLine1: '-' });
    expect(JSON.stringify(company)).not.toMatch(/Bay Street|Floor 2|Naples|34102|2395550100|ibis\.example/);
    expect((await f.log(client))[0]).toContain('Address line 1 was filled in with "-"');

    const contact = await insert('contact', {
      ...{ client_id: client, first_name: 'Ira', last_name: 'Lake', title: 'Owner' },
      ...person,
    });
    await f.createdHere('contact', contact);
    const there = await f.there('contact', contact);
    expect(there.communicationItems ?? []).toEqual([]);
    expect(JSON.stringify(there)).not.toMatch(/Lake|Owner|81355501/);
    expect((await f.log(contact))[0]).toContain('e-mail, phone, extension, mobile');
    // In the words of the fields: there it is a flag of the opposite.
    const [made] = await f.rows<{ changes: unknown[] }>(
      `select changes from audit_event where local_id = $1 and operation = 'create' and direction = 'out'`,
      [contact],
    );
    expect(made?.changes).toContainEqual({ field: 'isActive', from: null, to: true });
    expect(JSON.stringify(made?.changes)).not.toContain('Flag');

    const product = await insert('product', {
      ...{ name: `Ibis item ${direction}`, sku: `IB-${direction}`, description: 'Kept here', price: 12, cost: 7 },
    });
    await f.createdHere('product', product);
    const item = await f.there('product', product);
    expect(item).toMatchObject({ customerDescription: `Ibis item ${direction}` });
    expect([item.price ?? 0, item.cost ?? 0]).toEqual([0, 0]);
    const said = (await f.log(product))[0];
    expect(said).toContain('Not sent: description, price and cost, because');
    expect(said).toContain(`with "Ibis item ${direction}"`);
    // What was filled in there is nobody's edit.
    await f.poll();
    expect(await f.here('company', client)).toMatchObject(address);
    expect(await f.here('contact', contact)).toMatchObject(person);
    expect(await f.here('product', product)).toMatchObject({ description: 'Kept here' });
    expect(await f.openIssues()).toEqual([]);
  });

  it('an extension that does not go out stays here when its number is edited', async () => {
    await settings({ mode: 'real_time', fieldDirections: [row('contact.phoneExtension', 'off')] });
    const client = await insert('client', { name: 'Heron', ...address });
    const contact = await insert('contact', { client_id: client, first_name: 'Ira', ...person });
    await f.createdHere('contact', contact);
    const items = async () => JSON.stringify((await f.there('contact', contact)).communicationItems);
    expect(await items()).toContain(person.phone);
    expect(await items()).not.toContain('"extension":"4"');
    await f.editHere('contact', contact, `phone = null`);
    await f.editHere('contact', contact, `phone = '8135550199'`);
    expect(await items()).toContain('8135550199');
    expect(await items()).not.toContain('"extension":"4"');
  });

  it('the comparison says why a value there stays that was never agreed on, where the field only goes out', async () => {
    await settings({ mode: 'real_time', fieldDirections: [row('contact.email', 'out')] });
    const client = await insert('client', { name: 'Egret', ...address });
    const contact = await insert('contact', { ...{ client_id: client, first_name: 'Ed' }, phone: person.phone });
    await f.createdHere('contact', contact);
    await f.editThere('contact', contact, [
      {
        op: 'add',
        path: 'communicationItems/1',
        value: { type: { id: 1 }, value: 'ed@egret.example', communicationType: 'Email', defaultFlag: true },
      },
    ]);
    await f.poll();
    await f.editHere('contact', contact, `title = 'Owner'`);
    expect(JSON.stringify((await f.there('contact', contact)).communicationItems)).toContain('ed@egret.example');
    const [link] = await f.rows<{ id: string }>(`select id from entity_link where local_id = $1`, [contact]);
    const { fields } = await f.repair.desk.compare(f.actor, link?.id ?? '');
    expect(fields.find(({ field }) => field === 'email')).toMatchObject({
      crm: null,
      connectwise: 'ed@egret.example',
      stays: 'only a value that was emptied here is emptied in ConnectWise',
    });
  });
});
