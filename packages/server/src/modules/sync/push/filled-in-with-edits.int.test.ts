import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { newId } from '../../../platform/ids.ts';
import type { PulledEntity } from '../../links/link.ts';

/** What a push fills in for an emptied value, beside other edits of one save, is nobody's edit in ConnectWise (requirements R65 and R68). */
describe('R68: a value that was emptied here and filled in there, in a save with others', () => {
  let f: TwoWayFixture;
  beforeAll(async () => {
    f = await openTwoWayFixture({ productMap: { nameTo: 'description', identifierFrom: 'sku' } });
  }, 60_000);
  afterAll(() => f.close());

  const conflicts = (id: string) =>
    f.rows(`select field, kept, crm_value as crm from sync_conflict where local_id = $1`, [id]);
  const refersTo = (record: Record<string, unknown>, property: string) =>
    record[property] as { id: number; name: string };
  /** Two polls later nothing of it has come back. */
  const staysAsItIs = async (entity: PulledEntity, id: string) => {
    const was = await f.here(entity, id);
    const said = await f.log(id);
    await f.poll();
    await f.poll();
    expect(await f.here(entity, id)).toEqual(was);
    expect(await f.log(id)).toEqual(said);
    expect(await conflicts(id)).toEqual([]);
  };

  const twoDeals = async () => {
    const [one, other] = [await insertDeal(f, { lines: 0 }), await insertDeal(f, { lines: 0 })];
    await f.createdHere('opportunity', one.opportunityId);
    await f.createdHere('contact', other.contactId ?? '');
    await f.poll();
    await f.clearLog();
    return { id: one.opportunityId, one, other };
  };

  it.each([
    ['the client', 'client_id = $2, contact_id = null'],
    ['client, name and close date', `client_id = $2, contact_id = null, name = 'Refresh', expected_close_date = null`],
    ['client and notes', `client_id = $2, contact_id = null, notes = 'Moved'`],
  ])('the contact of an opportunity, with %s', async (_words, set) => {
    const { id, other } = await twoDeals();
    await f.editHere('opportunity', id, set, [other.clientId]);
    const there = await f.there('opportunity', id);
    const filled = await f.there('contact', other.contactId ?? '');
    expect(refersTo(there, 'contact').id).toBe(filled.id);
    const [said] = await f.log(id);
    expect(said).toContain(
      `Contact was filled in with "${refersTo(there, 'contact').name}", because ConnectWise requires it.`,
    );
    expect(said).not.toContain('wants a contact');
    expect(await f.here('opportunity', id)).toMatchObject({ contact_id: null });
    await staysAsItIs('opportunity', id);
    // Another edit of here sends it no second time, and what is chosen there later comes in.
    await f.editHere('opportunity', id, `notes = 'Once more'`);
    await staysAsItIs('opportunity', id);
    const further = newId();
    await f.rows(
      `insert into contact (id, client_id, first_name, last_name, email) values ($1, $2, 'Ina', 'Later', 'ina@later.example')`,
      [further, other.clientId],
    );
    await f.createdHere('contact', further);
    const chosen = await f.there('contact', further);
    await f.editThere('opportunity', id, [{ op: 'replace', path: 'contact', value: { id: chosen.id } }]);
    await f.poll();
    expect(await f.here('opportunity', id)).toMatchObject({ contact_id: further });
    expect(await conflicts(id)).toEqual([]);
  });

  it('the contact, where another one of the old client was chosen in ConnectWise meanwhile: told as overruled', async () => {
    const { id, one, other } = await twoDeals();
    const second = newId();
    await f.rows(
      `insert into contact (id, client_id, first_name, last_name, email) values ($1, $2, 'Una', 'Old', 'una@old.example')`,
      [second, one.clientId],
    );
    await f.createdHere('contact', second);
    const chosen = await f.there('contact', second);
    await f.editThere('opportunity', id, [{ op: 'replace', path: 'contact', value: { id: chosen.id } }]);
    await f.editHere('opportunity', id, 'client_id = $2, contact_id = null', [other.clientId]);
    const filled = await f.there('contact', other.contactId ?? '');
    expect(refersTo(await f.there('opportunity', id), 'contact').id).toBe(filled.id);
    const listed = await conflicts(id);
    expect(listed).toEqual([{ field: 'contactId', kept: 'crm', crm: null }]);
    await f.poll();
    expect(await f.here('opportunity', id)).toMatchObject({ contact_id: null });
    expect(await conflicts(id)).toEqual(listed);
  });

  it('the contact, where ConnectWise’s own client stands: it keeps its contact', async () => {
    const { id, other } = await twoDeals();
    const third = await insertDeal(f, { lines: 0 });
    await f.createdHere('contact', third.contactId ?? '');
    const [company, contact] = [
      await f.there('company', third.clientId),
      await f.there('contact', third.contactId ?? ''),
    ];
    await f.editThere('opportunity', id, [
      { op: 'replace', path: 'company', value: { id: company.id } },
      { op: 'replace', path: 'contact', value: { id: contact.id } },
    ]);
    await f.rows(settingsWith, [
      f.connectionId,
      JSON.stringify({ mode: 'real_time', options: { owners: { opportunity: 'connectwise' } } }),
    ]);
    await f.editHere('opportunity', id, 'client_id = $2, contact_id = null', [other.clientId]);
    const there = await f.there('opportunity', id);
    expect([refersTo(there, 'company').id, refersTo(there, 'contact').id]).toEqual([company.id, contact.id]);
    await f.poll();
    expect(await f.here('opportunity', id)).toMatchObject({ client_id: third.clientId, contact_id: third.contactId });
    await f.rows(settingsWith, [
      f.connectionId,
      JSON.stringify({ mode: 'real_time', productMap: { nameTo: 'description', identifierFrom: 'sku' } }),
    ]);
  });

  const product = async () => {
    const id = newId();
    await f.rows(`insert into product (id, name, sku, price, cost) values ($1, $2, $3, 100, 60)`, [
      id,
      `Archive ${id}`,
      `ARC-${id}`,
    ]);
    await f.createdHere('product', id);
    await f.poll();
    await f.clearLog();
    return id;
  };

  it('the subcategory of a product, with its category', async () => {
    const [from, to] = ['Cloud storage', 'Cloud backup'].map((name) => f.sandbox.store.insert('categories', { name }));
    f.sandbox.store.insert('subcategories', { name: 'Vault', category: { id: from?.id } });
    f.sandbox.store.insert('subcategories', { name: 'Copies', category: { id: to?.id } });
    await f.connection.references.refresh(f.workspaceId, f.connectionId);
    const id = await product();
    await f.editHere('product', id, `category = 'Cloud storage', subcategory = 'Vault'`);
    await f.clearLog();
    await f.editHere('product', id, `category = 'Cloud backup', subcategory = null`);
    expect(await f.there('product', id)).toMatchObject({ subcategory: { name: 'Copies' } });
    const [said] = await f.log(id);
    expect(said).toMatch(/subcategory was filled in with "(.* \/ )?Copies"/i);
    expect(said).not.toContain('every catalog item has a subcategory');
    expect(await f.here('product', id)).toMatchObject({ category: 'Cloud backup', subcategory: null });
    await staysAsItIs('product', id);
  });

  it('the SKU of a product, with its name: it keeps the Product ID that it has', async () => {
    const id = await product();
    await f.editHere('product', id, `name = 'Archive 9 ' || id, sku = null`);
    expect(await f.there('product', id)).toMatchObject({ identifier: `ARC-${id}` });
    expect((await f.log(id))[0]).toContain('Not sent: SKU, because the ID of a catalog item comes from it');
    expect(await f.here('product', id)).toMatchObject({ sku: null });
    await staysAsItIs('product', id);
  });

  it('the description of a product, with its name', async () => {
    const id = await product();
    await f.editHere('product', id, `description = 'Ten years'`);
    await f.clearLog();
    await f.editHere('product', id, `name = 'Archive 8 ' || id, description = null`);
    expect(String((await f.there('product', id)).customerDescription)).toMatch(/^Archive 8/);
    await staysAsItIs('product', id);
  });

  it('the address of a company, with its city', async () => {
    const id = newId();
    await f.rows(`insert into client (id, name, address_line1, city) values ($1, $2, '1 Bay Street', 'Tampa')`, [
      id,
      `Bay ${id}`,
    ]);
    await f.createdHere('company', id);
    await f.poll();
    await f.clearLog();
    await f.editHere('company', id, `address_line1 = null, city = null`);
    expect((await f.log(id)).at(-1)).toContain('Address line 1 was filled in with "-"');
    expect(await f.there('company', id)).toMatchObject({ addressLine1: '-' });
    await staysAsItIs('company', id);
  });
});
