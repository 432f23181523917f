import {
  type Deal,
  insertDeal,
  openPushFixture,
  type PushFixture,
  win,
} from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { deletedInConnectWise } from '../messages/pull-problem.messages.ts';
import { openIssues } from '../pull/write/outcomes.queries.ts';
import { RecordProblem } from '../records/record-problem.ts';

type WireRecord = Record<string, unknown>;

describe('what a person reads when a push cannot go on', () => {
  let fixture: PushFixture;
  let deal: Deal;

  beforeAll(async () => {
    fixture = await openPushFixture({ seed: 'empty', readings: { refuseInactiveReferences: true } });
  });
  afterAll(() => fixture.close());
  beforeEach(async () => {
    deal = await insertDeal(fixture, { lines: 1 });
  });

  const open = () =>
    fixture.rows<{ direction: string; code: string; message: string; advice: string }>(
      `select direction, code, message, advice from sync_issue where state = 'open' and local_id in ($1, $2) order by direction`,
      [deal.clientId, deal.opportunityId],
    );

  describe('because an option was deactivated after the lists were read', () => {
    it.each([
      ['sales representative', 'members', 'salesRepId', (row: WireRecord) => `${row.firstName} ${row.lastName}`],
      ['opportunity type', 'opportunityTypes', 'opportunityTypeId', (row: WireRecord) => String(row.description)],
    ] as const)('names the %s, the field and the setting', async (word, table, setting, nameOf) => {
      // The API member itself stays active.
      const chosen = fixture.sandbox.store.list(table).findLast((row) => row.licenseClass !== 'A' && !row.inactiveFlag);
      if (!chosen) throw new Error(`There is no ${word}.`);
      const defaults = { [setting]: String(chosen.id) };
      await fixture.write((tx) =>
        fixture.push.syncSettings.save(tx, fixture.connectionId, { defaults }, { userId: null, name: 'Ann' }),
      );
      fixture.sandbox.store.patchRaw(table, Number(chosen.id), { inactiveFlag: true });
      await win(fixture, deal);
      await fixture.run();
      const [issue] = await open();
      const [opportunity] = await fixture.rows<{ name: string }>('select name from opportunity where id = $1', [
        deal.opportunityId,
      ]);
      expect(issue?.message).toBe(
        `ConnectWise did not take opportunity "${opportunity?.name}": its ${word} "${nameOf(chosen)}" (ID ${chosen.id}) is inactive in ConnectWise.`,
      );
      expect(issue?.advice).toContain(`Choose another default ${word} in Settings, Integrations, What to sync`);
      fixture.sandbox.store.patchRaw(table, Number(chosen.id), { inactiveFlag: false });
    });
  });

  describe('because its company was merged', () => {
    const told = () =>
      fixture.write((tx) =>
        openIssues(tx, fixture.connectionId, 'company', [
          {
            remoteId: '4711',
            localId: deal.clientId,
            name: 'Harbor Dental',
            problem: RecordProblem.of('remote_deleted', deletedInConnectWise({ remote: 'company', local: 'client' })),
          },
        ]),
      );
    const breakLink = () =>
      fixture.rows(
        `insert into entity_link (connection_id, entity, local_id, remote_id, origin, state) values ($1, 'company', $2, '4711', 'pulled', 'broken')`,
        [fixture.connectionId, deal.clientId],
      );
    const pushIt = async () => {
      await win(fixture, deal);
      await fixture.run();
    };
    beforeAll(() => fixture.rows(settingsWith, [fixture.connectionId, JSON.stringify({ mode: 'real_time' })]));
    afterEach(async () => {
      for (const table of ['entity_link', 'sync_issue', 'push_request']) await fixture.rows(`delete from ${table}`);
    });

    it('is one issue when the poll saw it first', async () => {
      await breakLink();
      await told();
      expect(await open()).toMatchObject([{ direction: 'in', code: 'remote_deleted' }]);
      await pushIt();
      expect(await open()).toMatchObject([{ direction: 'out', code: 'link_broken' }]);
    });

    const goOnWithAnother = async (opportunityId: string) => {
      const { clientId, contactId } = await insertDeal(fixture, { lines: 0 });
      await fixture.rows(`update opportunity set client_id = $2, contact_id = $3 where id = $1`, [
        opportunityId,
        clientId,
        contactId,
      ]);
      await fixture.changed({ entity: 'opportunity', id: opportunityId, kind: 'updated' });
      await fixture.drain();
    };

    it('is one issue of the company again when the push goes on without it', async () => {
      await breakLink();
      await told();
      await pushIt();
      await goOnWithAnother(deal.opportunityId);
      expect(await open()).toMatchObject([
        {
          direction: 'in',
          code: 'remote_deleted',
          message: 'The company was deleted or merged in ConnectWise.',
          advice: expect.stringContaining('Relink it to the right company'),
        },
      ]);
    });

    it('is none of the company when the last of several pushes goes on and a person had dismissed it', async () => {
      await breakLink();
      await told();
      await fixture.rows(`update sync_issue set state = 'dismissed' where local_id = $1`, [deal.clientId]);
      await pushIt();
      await goOnWithAnother(deal.opportunityId);
      expect(await open()).toEqual([]);
    });

    it('is one issue of the company for as long as a push waits, and after that', async () => {
      await breakLink();
      const other = await insertDeal(fixture, { lines: 0, clientId: deal.clientId, withoutContact: true });
      await win(fixture, other);
      await pushIt();
      const ofCompany = () => fixture.rows(`select 1 from sync_issue where state = 'open' and entity = 'company'`);
      expect(await ofCompany()).toHaveLength(1);
      await goOnWithAnother(other.opportunityId);
      expect(await ofCompany()).toHaveLength(1);
      await goOnWithAnother(deal.opportunityId);
      expect(await ofCompany()).toHaveLength(1);
    });

    it('is told of the company and of the opportunity, each once, when both are gone', async () => {
      await breakLink();
      await pushIt();
      await fixture.rows(
        `insert into entity_link (connection_id, entity, local_id, remote_id, origin, state) values ($1, 'opportunity', $2, '4712', 'pulled', 'broken')`,
        [fixture.connectionId, deal.opportunityId],
      );
      await pushIt();
      expect(await open()).toEqual([
        expect.objectContaining({ direction: 'in', message: 'The company was deleted or merged in ConnectWise.' }),
        expect.objectContaining({
          direction: 'out',
          message: expect.stringMatching(/^Record 4712, which opportunity /),
        }),
      ]);
    });

    it('is told of a part when its bundle goes on without it', async () => {
      const [part] = deal.productIds;
      const [kit] = await fixture.rows<{ id: string }>(
        `insert into product (name, sku, kind, price) values ('Kit', 'KIT-WITHOUT', 'bundle', 9) returning id`,
      );
      const { productIds } = await insertDeal(fixture, { lines: 1 });
      const holds = async (...ids: (string | undefined)[]) => {
        await fixture.rows(`delete from bundle_line where bundle_id = $1`, [kit?.id]);
        for (const [at, id] of ids.entries())
          await fixture.rows(
            `insert into bundle_line (bundle_id, product_id, quantity, position) values ($1, $2, 1, $3)`,
            [kit?.id, id, at + 1],
          );
        await fixture.changed({ entity: 'product', id: kit?.id ?? '', kind: 'updated' });
        await fixture.drain();
      };
      await fixture.rows(
        `insert into entity_link (connection_id, entity, local_id, remote_id, origin, state) values ($1, 'product', $2, '4713', 'pulled', 'broken')`,
        [fixture.connectionId, part],
      );
      const ofProducts = () =>
        fixture.rows<{ direction: string; localId: string }>(
          `select direction, local_id as "localId" from sync_issue where state = 'open' and entity = 'product'`,
        );
      await holds(...productIds, part);
      expect(await ofProducts()).toEqual([{ direction: 'out', localId: part }]);
      await holds(...productIds);
      expect(await ofProducts()).toEqual([{ direction: 'in', localId: part }]);
    });

    it('is one issue when the push saw it first', async () => {
      await breakLink();
      await pushIt();
      await told();
      expect(await open()).toMatchObject([{ direction: 'out', code: 'link_broken' }]);
    });
  });
});
