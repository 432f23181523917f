import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';

/** A record takes the link of another one over, its values go out, and that is taken back. */
describe('R76: a link that was taken over and given back', () => {
  let f: RepairFixture;
  beforeAll(async () => {
    f = await openRepairFixture();
  });
  afterEach(() => vi.restoreAllMocks());
  afterAll(() => f.close());

  const configure = (more: object) =>
    f.rows(settingsWith, [f.connectionId, JSON.stringify({ mode: 'real_time', ...more })]);

  async function takenOver(mode: string) {
    await configure({});
    const [one, other] = [await insertDeal(f, { lines: 0 }), await insertDeal(f, { lines: 0 })];
    for (const { clientId } of [one, other]) {
      await f.createdHere('company', clientId);
      await f.editHere('company', clientId, `address_line1 = 'Street of ' || name`);
    }
    await f.drain();
    await f.poll();
    await configure({ mode });
    await f.clearLog();
    const remoteId = (await f.linkOf('company', other.clientId))?.remoteId ?? '';
    const before = { here: await f.here('company', one.clientId), there: await f.there('company', other.clientId) };
    const taken = await f.act({
      ...{ kind: 'relink', entity: 'company', localId: one.clientId, remoteId },
      ...{ winner: 'crm', ifTaken: 'take_over' },
    });
    await f.drain();
    expect(await f.there('company', one.clientId)).toMatchObject({
      name: before.here.name,
      addressLine1: before.here.address_line1,
    });
    return { one: one.clientId, other: other.clientId, remoteId, before, id: taken.action?.id ?? '' };
  }

  it.each(['pull_new_push_won', 'real_time'])(
    'in mode %s, what ConnectWise gets back is nobody’s edit, also to a poll that sees it before the links are back',
    async (mode) => {
      const { one, other, remoteId, before, id } = await takenOver(mode);
      const client = Object.getPrototypeOf(f.connectwise);
      const patch = client.patch;
      vi.spyOn(client, 'patch').mockImplementation(async function (this: unknown, ...args: unknown[]) {
        const answer = await patch.apply(this, args);
        await f.poll();
        return answer;
      });
      await f.clearLog();
      await f.repair.actions.undo(f.actor, id);
      vi.restoreAllMocks();
      await f.drain();
      await f.poll();
      expect(await f.linkOf('company', other)).toEqual({ remoteId, state: 'linked' });
      const { name, addressLine1, city } = before.there;
      expect(await f.there('company', other)).toMatchObject({ name, addressLine1, city });
      const { version: _v, updated_at: _u, ...row } = before.here;
      expect(await f.here('company', one)).toMatchObject(row);
      expect((await f.log(one)).join(' ')).not.toContain('takes no changes');
      expect((await f.log(one)).join(' ')).not.toContain('Updated');
      expect(
        await f.rows(`select code, reason from sync_skip where remote_id = $1 and code <> 'match_decided'`, [remoteId]),
      ).toEqual([]);
      expect(await f.openIssues()).toEqual([]);
    },
  );

  it('the record that loses the link and gets it back has both in its own history', async () => {
    const { one, other, remoteId, id } = await takenOver('pull_new_push_won');
    const [name, otherName] = [(await f.here('company', one)).name, (await f.here('company', other)).name];
    const told = async () =>
      f.rows<object>(
        `select code, name, description, remote_id as "remoteId", changes from audit_event where local_id = $1 and operation = 'link' and code like 'link_%' order by seq`,
        [other],
      );
    const lost = {
      code: 'link_taken_over',
      name: otherName,
      description: `Ann linked ConnectWise company ${remoteId} to client "${name}": this client is no longer linked to it. It stays in the CRM as it is.`,
      remoteId,
      changes: [{ field: 'ConnectWise company', from: remoteId, to: null }],
    };
    expect(await told()).toEqual([lost]);
    await f.repair.actions.undo(f.actor, id);
    expect(await told()).toEqual([
      lost,
      {
        code: 'link_undone',
        name: otherName,
        description: `Ann took back that ConnectWise company ${remoteId} was linked to client "${name}": this client is linked to it again.`,
        remoteId,
        changes: [{ field: 'ConnectWise company', from: null, to: remoteId }],
      },
    ]);
  });

  it('the issue of a push that ConnectWise refused ends with the relink that asked for it', async () => {
    await configure({ productMap: { nameTo: 'description', identifierFrom: 'sku' } });
    const product = async (sku: string) => {
      const [row] = await f.rows<{ id: string }>(
        `insert into product (name, sku, price, cost) values ($1, $1, 5, 1) returning id`,
        [sku],
      );
      await f.createdHere('product', row?.id ?? '');
      return row?.id ?? '';
    };
    const [one, other] = [await product('CAM-1'), await product('CAM-2')];
    const own = (await f.linkOf('product', one))?.remoteId;
    const remoteId = (await f.linkOf('product', other))?.remoteId ?? '';
    await f.act({ kind: 'unlink', entity: 'product', localId: other });
    // The item that it leaves has its SKU.
    const done = await f.act({ kind: 'relink', entity: 'product', localId: one, remoteId, winner: 'crm' });
    await f.drain();
    expect(await f.openIssues()).toMatchObject([{ direction: 'out', message: expect.stringContaining('CAM-1') }]);
    await f.repair.actions.undo(f.actor, done.action?.id ?? '');
    await f.drain();
    expect(await f.linkOf('product', one)).toEqual({ remoteId: own, state: 'linked' });
    expect(await f.openIssues()).toEqual([]);
  });
});
