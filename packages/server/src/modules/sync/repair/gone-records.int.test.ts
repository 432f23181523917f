import { insertDeal, win } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import type { PulledEntity } from '../../links/link.ts';

const paths = { contact: '/company/contacts', product: '/procurement/catalog', opportunity: '/sales/opportunities' };
type Gone = keyof typeof paths;
const tables: Record<Gone, string> = { contact: 'contacts', product: 'catalog', opportunity: 'opportunities' };

describe('a record that was deleted in ConnectWise', () => {
  let f: RepairFixture;
  /** Another name, so that the edit has something to send. */
  const edits: Record<Gone, string> = {
    contact: `title = 'CFO'`,
    product: `price = 120`,
    opportunity: `notes = 'call on Monday'`,
  };

  beforeAll(async () => {
    f = await openRepairFixture();
  });
  afterAll(() => f.close());

  const made = async (entity: Gone) => {
    const deal = await insertDeal(f, { lines: 1 });
    await f.createdHere('company', deal.clientId);
    const localId = {
      contact: deal.contactId ?? '',
      product: deal.productIds[0] ?? '',
      opportunity: deal.opportunityId,
    }[entity];
    await f.createdHere(entity, localId);
    await f.drain();
    await f.poll();
    return { deal, localId };
  };
  const remoteIdOf = async (entity: PulledEntity, localId: string) => (await f.linkOf(entity, localId))?.remoteId ?? '';
  const there = async (entity: Gone, id: string) => f.http('GET', `${paths[entity]}/${id}`);

  /** As somebody there does; a primary contact gives its mark to another one first. */
  const remove = async (entity: Gone, id: string) => {
    if (entity !== 'contact') return f.sandbox.store.remove(tables[entity], Number(id));
    const company = f.sandbox.store.get('contacts', Number(id))?.company;
    const other = f.sandbox.store.insert('contacts', { firstName: `Zoe ${id}`, company });
    await f.http('DELETE', `/company/contacts/${id}?transferContactId=${other.id}`);
    expect((await there('contact', id)).status).toBe(404);
  };

  it.each<Gone>(['contact', 'product', 'opportunity'])(
    'R76: a %s is made anew there in one action, both sides agree, and a win goes through',
    async (entity) => {
      const { deal, localId } = await made(entity);
      const goneId = await remoteIdOf(entity, localId);
      await remove(entity, goneId);
      expect((await there(entity, goneId)).status).toBe(404);
      await f.editHere(entity, localId, edits[entity]);
      await f.drain();
      expect(await f.linkOf(entity, localId)).toEqual({ remoteId: goneId, state: 'broken' });
      expect(await f.openIssues()).toMatchObject([{ code: 'link_broken' }]);

      const plan = await f.plan({ kind: 'recreate_there', entity, localId });
      expect(plan.effects[0]).toContain('is made in ConnectWise from');
      expect(plan.effects.at(-1)).toContain('The push that waits for this goes on');
      expect(await f.linkOf(entity, localId)).toMatchObject({ state: 'broken' });
      await f.act({ kind: 'recreate_there', entity, localId });
      await f.drain();
      await f.poll();
      const newId = await remoteIdOf(entity, localId);
      expect(newId).not.toBe(goneId);
      expect((await there(entity, newId)).status).toBe(200);
      expect(await f.openIssues()).toEqual([]);
      const [link] = await f.rows<{ id: string }>(`select id from entity_link where entity = $1 and local_id = $2`, [
        entity,
        localId,
      ]);
      const compared = await f.repair.desk.compare(f.actor, link?.id ?? '');
      // What ConnectWise fills (a class, a sales representative) differs, and neither side's value passes.
      expect(compared.fields.filter(({ winner }) => winner !== null)).toEqual([]);
      expect(compared.fields.filter(({ differs, crm }) => differs && crm !== null)).toEqual([]);

      await win(f, deal);
      await f.drain();
      const wonId = await remoteIdOf('opportunity', deal.opportunityId);
      expect((await there('opportunity', wonId)).body).toMatchObject({ closedBy: {} });
      expect(await f.openIssues()).toEqual([]);
    },
  );

  it.each<Gone>(['contact', 'product'])('a %s is relinked to another record that is searched there', async (entity) => {
    const { deal, localId } = await made(entity);
    const goneId = await remoteIdOf(entity, localId);
    await remove(entity, goneId);
    await f.editHere(entity, localId, edits[entity]);
    await f.drain();
    const companyId = Number(await remoteIdOf('company', deal.clientId));
    const another =
      entity === 'contact'
        ? { firstName: 'Berta', lastName: `Relink ${goneId}`, company: { id: companyId } }
        : {
            identifier: `RELINK-${goneId}`,
            description: `Relink ${goneId}`,
            customerDescription: `Relink ${goneId}`,
            subcategory: { id: 6 },
            type: { id: 4 },
            price: 12,
          };
    const created = f.sandbox.store.insert(tables[entity], another);
    const [found] = await f.repair.search.there(f.actor, entity, `Relink ${goneId}`, 10);
    expect(found).toMatchObject({ remoteId: String(created.id), linkedTo: null, isDeleted: false });

    await f.act({ kind: 'relink', entity, localId, remoteId: found?.remoteId ?? '', winner: 'connectwise' });
    await f.drain();
    await f.poll();
    expect(await f.linkOf(entity, localId)).toEqual({ remoteId: String(created.id), state: 'linked' });
    const row = await f.here(entity, localId);
    if (entity === 'contact')
      expect(row).toMatchObject({ first_name: 'Berta', last_name: `Relink ${goneId}`, title: 'CFO' });
    expect(await f.openIssues()).toEqual([]);
  });

  it('a win with a contact that is gone goes through once the contact is recreated', async () => {
    const { deal, localId } = await made('contact');
    await remove('contact', await remoteIdOf('contact', localId));
    await f.editHere('contact', localId, edits.contact);
    await f.drain();
    await win(f, deal);
    await f.drain();
    const waiting = (await f.openIssues()).map(({ code }) => code);
    expect(new Set(waiting)).toEqual(new Set(['link_broken']));
    await f.act({ kind: 'recreate_there', entity: 'contact', localId });
    await f.drain();
    expect(await f.openIssues()).toEqual([]);
    const wonId = await remoteIdOf('opportunity', deal.opportunityId);
    expect((await there('opportunity', wonId)).body).toMatchObject({
      closedBy: {},
      contact: { id: Number(await remoteIdOf('contact', localId)) },
    });
  });
});
