import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { newId } from '../../../platform/ids.ts';
import type { PulledEntity } from '../../links/link.ts';

/** The comparison of a link never calls two values the same that are not, and says why each keeps its own. */
describe('R67: the comparison of a link', () => {
  let f: RepairFixture;
  beforeAll(async () => {
    f = await openRepairFixture();
  });
  afterAll(() => f.close());

  async function compared(entity: PulledEntity, localId: string, field: string) {
    const [link] = await f.rows<{ id: string }>(`select id from entity_link where entity = $1 and local_id = $2`, [
      entity,
      localId,
    ]);
    const { fields } = await f.repair.desk.compare(f.actor, link?.id ?? '');
    const { crm, connectwise, differs, winner, stays } = fields.find((one) => one.field === field) ?? {};
    return { crm, connectwise, differs, winner, stays };
  }

  const settings = (chosen: object) => f.rows(settingsWith, [f.connectionId, JSON.stringify(chosen)]);

  async function contact(set: string): Promise<string> {
    const { contactId: id } = await insertDeal(f, { lines: 0 });
    await f.rows(`update contact set email = null, phone = null, mobile = null where id = $1`, [id]);
    await f.rows(`update contact set ${set} where id = $1`, [id]);
    await f.createdHere('contact', id ?? '');
    return id ?? '';
  }

  async function opportunity(set: string): Promise<string> {
    const { opportunityId: id } = await insertDeal(f, { lines: 0 });
    await f.rows(`update opportunity set ${set} where id = $1`, [id]);
    await f.createdHere('opportunity', id);
    await f.poll();
    return id;
  }

  type Item = { id: number; value: string; defaultFlag: boolean; extension?: string };
  const items = async (id: string) => (await f.there('contact', id)).communicationItems as Item[];

  it.each([
    ['Email', 1, 'email', 'e-mail', ['old@one.example', 'ours@two.example', 'first@two.example']],
    ['Phone', 2, 'phone', 'phone', ['8135550101', '8135550102', '8135550103']],
  ] as const)(
    '%s: ours is a further item there, then none',
    async (kind, type, column, label, [theirs, ours, first]) => {
      const id = await contact(`${column} = null`);
      const item = { type: { id: type }, communicationType: kind };
      await f.editThere('contact', id, [
        {
          op: 'replace',
          path: 'communicationItems',
          value: [
            { ...item, value: theirs, defaultFlag: false },
            { ...item, value: first, defaultFlag: true },
          ],
        },
      ]);
      await f.poll();
      await f.editHere('contact', id, `${column} = null`);
      await f.poll();
      await f.editHere('contact', id, `${column} = $2`, [ours]);
      expect((await items(id)).map(({ value, defaultFlag }) => [value, defaultFlag])).toEqual([
        [theirs, true],
        [ours, false],
      ]);
      expect((await f.log(id)).at(-1)).toContain(
        `ConnectWise has another ${label} as well, ${theirs}, which stays there as it is.`,
      );
      const sides = { crm: ours, connectwise: theirs, differs: true, winner: null };
      expect(await compared('contact', id, column)).toEqual({
        ...sides,
        stays: `ConnectWise keeps ours as a further ${label}, beside its own default, which nobody here changes`,
      });
      await f.editThere('contact', id, [{ op: 'remove', path: 'communicationItems/1' }]);
      expect(await compared('contact', id, column)).toEqual({
        ...sides,
        stays: `ours was a further ${label} there and is not in ConnectWise any more; it is added again when it is edited here`,
      });
      await f.editHere('contact', id, `${column} = null`);
      expect(await compared('contact', id, column)).toMatchObject({
        ...sides,
        crm: null,
        stays: `it is empty here, and the ${label} in ConnectWise is another one, which nobody here changes`,
      });
    },
  );

  it('the parts of a bundle by their names, as both sides had agreed on them too', async () => {
    const [part, kit] = [newId(), newId()];
    await f.rows(
      `insert into product (id, name, sku, kind, price) values ($1, 'Part', 'PART-1', 'product', 10), ($2, 'Kit', 'KIT-1', 'bundle', 20)`,
      [part, kit],
    );
    await f.createdHere('product', part);
    await f.rows(`insert into bundle_line (bundle_id, product_id, quantity, position) values ($1, $2, 2, 1)`, [
      kit,
      part,
    ]);
    await f.createdHere('product', kit);
    await f.poll();
    await f.rows(`update bundle_line set quantity = 3 where bundle_id = $1`, [kit]);
    const [link] = await f.rows<{ id: string }>(`select id from entity_link where local_id = $1`, [kit]);
    const { fields } = await f.repair.desk.compare(f.actor, link?.id ?? '');
    expect(fields.find(({ field }) => field === 'bundleLines')).toMatchObject({
      crm: '3 × Part',
      connectwise: '2 × Part',
      base: '2 × Part',
    });
  });

  it('a bundle that has another class here is sent as one all the same, and says why', async () => {
    const because = 'a bundle has the class "Bundle" in ConnectWise';
    const [part, kit] = [newId(), newId()];
    await f.rows(
      `insert into product (id, name, sku, kind, product_class, price) values ($1, 'Classed part', 'PART-2', 'product', 'NonInventory', 10), ($2, 'Classed kit', 'KIT-2', 'bundle', 'NonInventory', 20)`,
      [part, kit],
    );
    await f.rows(`insert into bundle_line (bundle_id, product_id, quantity, position) values ($1, $2, 2, 1)`, [
      kit,
      part,
    ]);
    await f.createdHere('product', kit);
    expect(await f.there('product', kit)).toMatchObject({ productClass: 'Bundle' });
    const said = (await f.log(kit)).find((one) => one.startsWith('Created catalog item'));
    expect(said).toContain(`Not sent: class, because ${because}.`);
    expect(said).not.toContain('Class was filled in');
    await f.poll();
    const differing = { crm: 'NonInventory', connectwise: 'Bundle', differs: true, stays: because };
    expect(await compared('product', kit, 'productClass')).toMatchObject({ ...differing, winner: null });
    await f.editHere('product', kit, `product_class = 'Service', price = 21`);
    expect((await f.log(kit)).at(-1)).toContain(`Not sent: class, because ${because}.`);
    expect(await f.there('product', kit)).toMatchObject({ productClass: 'Bundle', price: 21 });
  });

  it('a bundle without a class says the same of what is filled in', async () => {
    const kit = newId();
    await f.rows(`insert into product (id, name, sku, kind, price) values ($1, 'Plain kit', 'KIT-3', 'bundle', 20)`, [
      kit,
    ]);
    await f.createdHere('product', kit);
    expect((await f.log(kit)).join(' ')).toContain(
      'Class was filled in with "Bundle", because a bundle has the class "Bundle" in ConnectWise',
    );
  });

  it('a date that ConnectWise fills, a sales rep who is no user here, and a stage that stands for another', async () => {
    const id = await opportunity('expected_close_date = null, owner_id = null');
    const there = await f.there('opportunity', id);
    expect(await compared('opportunity', id, 'expectedCloseDate')).toEqual({
      crm: null,
      connectwise: String(there.expectedCloseDate).slice(0, 10),
      differs: true,
      winner: null,
      stays: 'ConnectWise wants an expected close date',
    });
    const rep = there.primarySalesRep as { name: string };
    expect(await compared('opportunity', id, 'ownerId')).toEqual({
      crm: null,
      connectwise: rep.name,
      differs: true,
      winner: null,
      stays: 'ConnectWise wants a sales representative',
    });
    const [unmapped] = await f.rows<{ id: string }>(
      `insert into pipeline_stage (name, position, kind) values ('Unmapped', 4, 'open') returning id`,
    );
    await f.editHere('opportunity', id, 'stage_id = $2', [unmapped?.id]);
    const { stage, status } = (await f.there('opportunity', id)) as unknown as Record<string, { name: string }>;
    expect(await compared('opportunity', id, 'stageId')).toEqual({
      crm: 'Unmapped',
      connectwise: `stage ${stage?.name}, status ${status?.name}`,
      differs: true,
      winner: null,
      stays: 'it stands there for the value here, and neither side has changed its own since',
    });
  });

  it('a sales rep whom nobody here is: beside ours, beside nothing, without a name, and in the preview of a relink', async () => {
    const email = `rep${Date.now()}@field.example`;
    const member = (more: object) =>
      f.sandbox.store.insertRaw('members', { identifier: 'Rep', licenseClass: 'F', defaultEmail: email, ...more });
    member({ identifier: 'Ours', firstName: 'Our', lastName: 'Rep' });
    const stranger = member({
      identifier: 'Stranger',
      firstName: 'Some',
      lastName: 'Body',
      defaultEmail: 'x@y.example',
    });
    const [user] = await f.rows<{ id: string }>(
      `insert into app_user (email, name, role, password_hash) values ($1, 'Our Rep', 'viewer', '') returning id`,
      [email],
    );
    await f.connection.references.refresh(f.workspaceId, f.connectionId);
    const id = await opportunity(`owner_id = '${user?.id}'`);
    const rep = (to: { id: number }) =>
      f.editThere('opportunity', id, [{ op: 'replace', path: 'primarySalesRep', value: { id: to.id } }]);
    await rep(stranger);
    expect(await compared('opportunity', id, 'ownerId')).toMatchObject({
      crm: 'Our Rep',
      connectwise: 'Some Body',
      differs: true,
    });
    const nameless = member({ identifier: 'nobody7', firstName: '', lastName: '', defaultEmail: 'z@y.example' });
    await rep(nameless);
    expect(await compared('opportunity', id, 'ownerId')).toMatchObject({
      crm: 'Our Rep',
      connectwise: expect.stringMatching(/nobody7|^ID \d+$/),
      differs: true,
    });
    await f.poll();
    expect(await compared('opportunity', id, 'ownerId')).toMatchObject({
      connectwise: expect.stringMatching(/nobody7|^ID \d+$/),
      differs: true,
    });
    // Relinked to another opportunity whose rep is nobody here.
    const other = await opportunity('owner_id = null');
    await f.editThere('opportunity', other, [{ op: 'replace', path: 'primarySalesRep', value: { id: stranger.id } }]);
    const { remoteId } = (await f.linkOf('opportunity', other)) ?? {};
    const plan = await f.plan({
      kind: 'relink',
      entity: 'opportunity',
      localId: id,
      remoteId: remoteId ?? '',
      ifTaken: 'take_over',
    });
    const owner = plan.fields.find(({ field }) => field === 'ownerId');
    expect(owner).toMatchObject({ connectwise: 'Some Body', differs: true });
  });

  it('a name that is longer than ConnectWise takes', async () => {
    const name = `Long ${'x'.repeat(110)}`;
    const id = await opportunity(`name = '${name}'`);
    expect(await compared('opportunity', id, 'name')).toEqual({
      crm: name,
      connectwise: name.slice(0, 100),
      differs: true,
      winner: null,
      stays: 'it has 115 characters, and ConnectWise takes 100 at most',
    });
  });

  it('an extension without a phone number', async () => {
    const id = await contact('phone = null');
    await f.editHere('contact', id, `phone_extension = '55'`);
    const stays = 'ConnectWise keeps an extension with a phone number, and there is none';
    expect((await f.log(id)).at(-1)).toContain(`Not sent: extension, because ${stays}.`);
    expect(await compared('contact', id, 'phoneExtension')).toEqual({
      crm: '55',
      connectwise: null,
      differs: true,
      winner: 'crm',
      stays,
    });
  });

  it('an edit in a mode that sends none, of every kind of record', async () => {
    const { clientId, contactId, opportunityId } = await insertDeal(f, { lines: 0 });
    await f.createdHere('opportunity', opportunityId);
    await f.poll();
    await settings({ mode: 'pull_new_push_won' });
    await f.editHere('contact', contactId ?? '', `mobile = '+1 813 555 0199'`);
    expect(await compared('contact', contactId ?? '', 'mobile')).toMatchObject({
      winner: 'crm',
      stays: 'the sync mode sends no edits of contacts',
    });
    await f.editHere('company', clientId, `city = 'Ocala'`);
    expect(await compared('company', clientId, 'city')).toMatchObject({
      winner: 'crm',
      stays: 'the sync mode sends no edits of companies',
    });
    await settings({ mode: 'real_time' });
  });

  it('a field that comes in only where it is empty, and was emptied here', async () => {
    const { clientId: id } = await insertDeal(f, { lines: 0 });
    await f.rows(`update client set phone = '8135550001' where id = $1`, [id]);
    await f.createdHere('company', id);
    await f.poll();
    await settings({
      mode: 'real_time',
      fieldDirections: [{ field: 'company.phone', direction: 'in_if_empty', owner: null, asks: false }],
    });
    await f.editHere('company', id, `phone = '8135550002'`);
    await f.poll();
    await f.editHere('company', id, 'phone = null');
    await f.poll();
    expect(await f.here('company', id)).toMatchObject({ phone: null });
    expect(await compared('company', id, 'phone')).toMatchObject({
      crm: null,
      connectwise: '8135550001',
      winner: 'crm',
      stays:
        'it was emptied here, and ConnectWise’s value of before does not fill it again; a value that is changed there from now on comes in',
    });
    await f.editThere('company', id, [{ op: 'replace', path: 'phoneNumber', value: '8135550003' }]);
    expect(await compared('company', id, 'phone')).toMatchObject({ winner: 'connectwise', stays: null });
    await f.poll();
    expect(await f.here('company', id)).toMatchObject({ phone: '8135550003' });
    await settings({ mode: 'real_time' });
  });

  it('what the merge will do with a change, and what keeps it back', async () => {
    const { clientId: id } = await insertDeal(f, { lines: 0 });
    await f.createdHere('company', id);
    await f.poll();
    const city = { crm: 'Tampa', connectwise: 'Naples', differs: true };
    await f.editThere('company', id, [{ op: 'replace', path: 'city', value: 'Naples' }]);
    // Nobody edited it here: whoever owns clients, the newer value comes.
    await settings({ mode: 'real_time', options: { owners: { company: 'crm' } } });
    expect(await compared('company', id, 'city')).toEqual({ ...city, winner: 'connectwise', stays: null });
    await settings({ mode: 'pull_new_push_won' });
    expect(await compared('company', id, 'city')).toEqual({
      ...city,
      winner: 'connectwise',
      stays: 'the sync mode takes no changes from ConnectWise',
    });
    await settings({
      mode: 'real_time',
      fieldDirections: [{ field: 'company.city', direction: 'out', owner: null, asks: false }],
    });
    expect(await compared('company', id, 'city')).toMatchObject({ ...city, winner: 'crm' });
    await settings({
      mode: 'real_time',
      fieldDirections: [{ field: 'company.city', direction: 'off', owner: null, asks: false }],
    });
    expect(await compared('company', id, 'city')).toEqual({ ...city, winner: 'crm', stays: 'the settings say off' });
    await settings({
      mode: 'real_time',
      fieldDirections: [{ field: 'company.city', direction: 'both', owner: null, asks: true }],
    });
    await f.rows(`update client set city = 'Miami' where id = $1`, [id]);
    expect(await compared('company', id, 'city')).toEqual({
      crm: 'Miami',
      connectwise: 'Naples',
      differs: true,
      winner: null,
      stays: 'both sides changed it, and somebody has to decide on the page Links, Conflicts',
    });
    await settings({ mode: 'pull_only' });
    await f.rows(`update client set phone = '813 555 9999', country = 'Atlantis' where id = $1`, [id]);
    expect(await compared('company', id, 'phone')).toMatchObject({
      crm: '813 555 9999',
      winner: 'crm',
      stays: 'the sync mode sends nothing to ConnectWise',
    });
    expect(await compared('company', id, 'country')).toMatchObject({
      crm: 'Atlantis',
      stays: 'ConnectWise has no active country "Atlantis"',
    });
    await settings({ mode: 'real_time' });
  });
});
