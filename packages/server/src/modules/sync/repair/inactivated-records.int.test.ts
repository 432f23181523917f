import { insertDeal, win } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';

const records = {
  company: { path: '/company/companies', edit: { path: 'status', value: { id: 2 } }, here: { status: 'Inactive' } },
  contact: { path: '/company/contacts', edit: { path: 'inactiveFlag', value: true }, here: { is_active: false } },
  product: { path: '/procurement/catalog', edit: { path: 'inactiveFlag', value: true }, here: { is_active: false } },
} as const;
type Inactivated = keyof typeof records;

describe('a record that somebody made inactive in ConnectWise', () => {
  let f: RepairFixture;
  beforeAll(async () => {
    f = await openRepairFixture();
  });
  afterAll(() => f.close());

  it.each<Inactivated>(['company', 'contact', 'product'])(
    'R77: a %s stays linked, is inactive on both sides without an issue, and a win with it goes through',
    async (entity) => {
      const { path, edit, here } = records[entity];
      const deal = await insertDeal(f, { lines: 1 });
      const localId = { company: deal.clientId, contact: deal.contactId ?? '', product: deal.productIds[0] ?? '' }[
        entity
      ];
      await f.createdHere('company', deal.clientId);
      if (entity !== 'company') await f.createdHere(entity, localId);
      await f.drain();
      await f.poll();
      const remoteId = (await f.linkOf(entity, localId))?.remoteId ?? '';

      const { status } = await f.http('PATCH', `${path}/${remoteId}`, [{ op: 'replace', ...edit }]);
      expect(status).toBe(200);
      await f.poll();
      await f.drain();
      expect(await f.here(entity, localId)).toMatchObject(here);
      expect(await f.linkOf(entity, localId)).toEqual({ remoteId, state: 'linked' });
      expect(await f.openIssues()).toEqual([]);

      await win(f, deal);
      await f.drain();
      expect(await f.openIssues()).toEqual([]);
      const wonId = (await f.linkOf('opportunity', deal.opportunityId))?.remoteId;
      expect((await f.http('GET', `/sales/opportunities/${wonId}`)).body).toMatchObject({ closedBy: {} });
      expect((await f.http('GET', `${path}/${remoteId}`)).body).toMatchObject(
        entity === 'company' ? { status: { name: 'Inactive' } } : { inactiveFlag: true },
      );
    },
  );
});
