import {
  type Deal,
  insertDeal,
  openPushFixture,
  type PushFixture,
  win,
} from '../../../../test/support/push-fixture.ts';
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
    afterEach(() => fixture.rows('delete from entity_link'));

    it('is one issue when the poll saw it first', async () => {
      await breakLink();
      await told();
      expect(await open()).toMatchObject([{ direction: 'in', code: 'remote_deleted' }]);
      await pushIt();
      expect(await open()).toMatchObject([{ direction: 'out', code: 'link_broken' }]);
    });

    it('is one issue when the push saw it first', async () => {
      await breakLink();
      await pushIt();
      await told();
      expect(await open()).toMatchObject([{ direction: 'out', code: 'link_broken' }]);
    });
  });
});
