import { setTimeout as pause } from 'node:timers/promises';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { newId } from '../../../platform/ids.ts';

/** Before it is told that ConnectWise has no such option, its list is read anew; and what waited for one goes out once it is there. */
describe('R73: an option that was added in ConnectWise since its list was read', () => {
  let f: RepairFixture;
  beforeAll(async () => {
    f = await openRepairFixture();
  }, 60_000);
  afterAll(() => f.close());
  beforeEach(async () => {
    await f.rows(`delete from reference_look`);
    await readLongAgo();
  });

  const readLongAgo = () => f.rows(`update reference_item set seen_at = now() - interval '2 minutes'`);
  const reads = (path: string) =>
    f.sandbox.journal({}).filter((one) => one.method === 'GET' && one.path === path).length;
  const lists = {
    company: { path: '/company/companies/types', column: 'type', word: 'company type', field: 'type' },
    product: { path: '/procurement/unitOfMeasures', column: 'unit', word: 'active unit', field: 'unit' },
  } as const;
  const make = async (entity: keyof typeof lists, option: string | null) => {
    const id = newId();
    const name = `Record ${id}`;
    if (entity === 'company')
      await f.rows(`insert into client (id, name, city, type) values ($1, $2, 'Ocala', $3)`, [id, name, option]);
    else
      await f.rows(`insert into product (id, name, sku, kind, price, unit) values ($1, $2, $3, 'product', 1, $4)`, [
        id,
        name,
        id.slice(-12),
        option,
      ]);
    await f.createdHere(entity, id);
    await f.drain();
    return id;
  };
  const there = async (entity: keyof typeof lists, id: string) => {
    const link = await f.linkOf(entity, id);
    const path = entity === 'company' ? 'company/companies' : 'procurement/catalog';
    const { body } = await f.http('GET', `/${path}/${link?.remoteId}`);
    if (entity === 'product') return Reflect.get(Object(body.unitOfMeasure), 'name');
    const types = await f.http('GET', `/company/companies/${link?.remoteId}/typeAssociations`);
    return Object.values(types.body)
      .map((one) => Reflect.get(Object(Reflect.get(Object(one), 'type')), 'name'))
      .join();
  };
  const here = async (entity: keyof typeof lists, id: string) => {
    const [row] = await f.rows<{ option: string | null }>(
      `select ${lists[entity].column} as option from ${entity === 'company' ? 'client' : 'product'} where id = $1`,
      [id],
    );
    return row?.option;
  };
  const addThere = async (entity: keyof typeof lists, name: string) =>
    expect((await f.http('POST', lists[entity].path, { name })).status).toBe(201);

  it.each(['company', 'product'] as const)('is found: %s, made and edited', async (entity) => {
    await addThere(entity, 'Pallet');
    const made = await make(entity, 'Pallet');
    expect(await there(entity, made)).toBe('Pallet');
    await readLongAgo();
    await f.rows(`delete from reference_look`);
    await addThere(entity, 'Reseller');
    await f.editHere(entity, made, `${lists[entity].column} = 'Reseller'`);
    await f.drain();
    expect(await there(entity, made)).toBe('Reseller');
    expect((await f.log(made)).join(' ')).not.toContain('ConnectWise has no');
  });

  it.each(['company', 'product'] as const)(
    'goes out by itself once it is there, where it was missing before: %s; the list is read once a minute at most',
    async (entity) => {
      const before = reads(lists[entity].path);
      const option = `Late ${entity}`;
      const [made, other] = [await make(entity, option), await make(entity, null)];
      await f.editHere(entity, other, `${lists[entity].column} = '${option}'`);
      await f.drain();
      const missing = `Not sent: ${lists[entity].field}, because ConnectWise has no ${lists[entity].word} "${option}".`;
      for (const id of [made, other]) expect((await f.log(id)).join(' ')).toContain(missing);
      expect(reads(lists[entity].path) - before).toBe(1);
      // Read again, it says what it said: nothing is sent again.
      await f.connection.references.refresh(f.workspaceId, f.connectionId);
      const told = (await f.log(made)).length;
      await f.drain();
      expect(await f.log(made)).toHaveLength(told);
      await addThere(entity, option);
      await f.connection.references.refresh(f.workspaceId, f.connectionId);
      await f.drain();
      expect(await there(entity, other)).toBe(option);
      for (const id of [made, other]) expect((await f.log(id)).at(-1)).toMatch(/^Updated (type|unit) of/);
      // What was left out of the new record was agreed on by nobody.
      expect(await there(entity, made)).toBe(option);
      expect(await f.log(made)).toHaveLength(told + 1);
      await f.poll();
      expect(await here(entity, made)).toBe(option);
    },
  );

  it('goes out by itself of a client, too, that was made along with its contact', async () => {
    const [client, contact] = [newId(), newId()];
    await f.rows(`insert into client (id, name, city, type) values ($1, $2, 'Ocala', 'Franchise')`, [
      client,
      `Client ${client}`,
    ]);
    await f.rows(`insert into contact (id, client_id, first_name, last_name) values ($1, $2, 'Rita', 'Roe')`, [
      contact,
      client,
    ]);
    await f.createdHere('contact', contact);
    await f.drain();
    expect((await f.log(client)).join(' ')).toContain('ConnectWise has no company type "Franchise"');
    const told = (await f.log(contact)).length;
    await addThere('company', 'Franchise');
    await f.connection.references.refresh(f.workspaceId, f.connectionId);
    await f.drain();
    expect(await there('company', client)).toBe('Franchise');
    expect((await f.log(client)).at(-1)).toMatch(/^Updated type of/);
    expect(await f.log(contact)).toHaveLength(told);
  });

  it('goes out by itself where the list is read anew while the push that lacked it is under way', async () => {
    f.sandbox.fail({ method: 'POST', path: /^\/company\/companies$/, kind: 'slow', delayMs: 1_500, times: 1 });
    const making = make('company', 'Importer');
    // Its list was read in vain by then, and the new record is on its way.
    await pause(700);
    await addThere('company', 'Importer');
    await f.connection.references.refresh(f.workspaceId, f.connectionId);
    const made = await making;
    f.sandbox.clearFaults();
    await f.drain();
    expect(await there('company', made)).toBe('Importer');
    expect((await f.log(made)).at(-1)).toMatch(/^Updated type of/);
  });

  it('goes out with the next edit, and a poll before that takes nothing away', async () => {
    const made = await make('company', 'Dealer');
    await f.poll();
    expect(await here('company', made)).toBe('Dealer');
    // Nobody read the list since.
    await f.rows(`update push_request set lacking = null where local_id = $1`, [made]);
    await addThere('company', 'Dealer');
    await f.rows(`delete from reference_look`);
    await readLongAgo();
    await f.editHere('company', made, `city = 'Tampa'`);
    await f.drain();
    expect(await there('company', made)).toBe('Dealer');
    await f.poll();
    expect(await here('company', made)).toBe('Dealer');
  });

  it('gives way to what somebody chose there meanwhile where ConnectWise owns the record, and is told', async () => {
    const made = await make('company', 'Broker');
    const owners = { company: 'connectwise', contact: 'crm', product: 'crm', opportunity: 'crm' };
    await f.rows(settingsWith, [f.connectionId, JSON.stringify({ mode: 'real_time', options: { owners } })]);
    const link = await f.linkOf('company', made);
    const types = await f.http('GET', '/company/companies/types?pageSize=1000');
    const other = Object.values(types.body).find((one) => Reflect.get(Object(one), 'name') === 'Vendor');
    expect(other).toBeDefined();
    const before = await f.http('GET', `/company/companies/${link?.remoteId}/typeAssociations`);
    await f.http('POST', `/company/companies/${link?.remoteId}/typeAssociations`, {
      type: { id: Reflect.get(Object(other), 'id') },
    });
    for (const one of Object.values(before.body))
      await f.http('DELETE', `/company/companies/${link?.remoteId}/typeAssociations/${Reflect.get(Object(one), 'id')}`);
    await f.poll();
    expect(await there('company', made)).toBe('Vendor');
    expect(await here('company', made)).toBe('Vendor');
    expect((await f.log(made)).at(-1)).toBe(
      'Updated: type. Both sides had changed type; the value of ConnectWise stands.',
    );
  });
});
