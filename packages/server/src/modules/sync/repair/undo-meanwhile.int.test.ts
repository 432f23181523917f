import { setTimeout as pause } from 'node:timers/promises';
import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { until } from '../../../../test/support/until.ts';

/** Taking a new link back first puts ConnectWise's record back; what others do while that request is under way is nobody's loss. */
describe('while an undo of a new link puts ConnectWise’s record back', () => {
  let f: RepairFixture;
  let others = 0;

  beforeAll(async () => {
    f = await openRepairFixture();
  });
  beforeEach(async () => {
    await ownedBy('crm');
    await f.clearLog();
  });
  afterEach(() => f.sandbox.clearFaults());
  afterAll(() => f.close());

  const ownedBy = (company: 'crm' | 'connectwise') => {
    const owners = { company, contact: 'crm', product: 'crm', opportunity: 'crm' };
    return f.rows(settingsWith, [f.connectionId, JSON.stringify({ mode: 'real_time', options: { owners } })]);
  };
  /** A client that was linked to another company, to which it sent its values. */
  const relinked = async () => {
    const { clientId: localId } = await insertDeal(f, { lines: 0, withoutContact: true });
    await f.createdHere('company', localId);
    await f.drain();
    await f.poll();
    const name = `Stranger ${++others}`;
    const { body } = await f.http('POST', '/company/companies', {
      identifier: `Stranger${others}`,
      name,
      status: { id: 1 },
      types: [{ id: 1 }],
      site: { name: 'Main' },
      phoneNumber: '555 0000',
      city: 'Ocala',
    });
    const remoteId = String(body.id);
    const asked = { kind: 'relink', entity: 'company', localId, remoteId, winner: 'crm' } as const;
    const { action } = await f.act(asked);
    await f.drain();
    await f.poll();
    await f.clearLog();
    f.sandbox.clearJournal();
    return { localId, remoteId, name, undo: () => f.repair.actions.undo(f.actor, action?.id ?? '') };
  };
  const there = async (id: string) => (await f.http('GET', `/company/companies/${id}`)).body;
  const editedThere = (id: string, city: string) => f.sandbox.store.patch('companies', Number(id), { city });
  /** The record was read, and the request that is to put it back is on its way. */
  const isBegun = async (id: string) => {
    await until(() => f.sandbox.journal({}).some((one) => one.path.endsWith(`/companies/${id}`)), 'it was read');
    await pause(200);
  };
  const isBeingPutBack = async (id: string) => {
    const path = `/company/companies/${id}`;
    await until(
      () => f.sandbox.journal({}).some((one) => one.method === 'PATCH' && one.path.endsWith(path)),
      'the record is being put back',
    );
  };
  const slowly = { method: 'PATCH', path: '/company/companies', delayMs: 700 } as const;

  it('and ConnectWise does not take it: what somebody edits there meanwhile comes in, and so does the next edit', async () => {
    const { localId, remoteId, undo } = await relinked();
    f.sandbox.fail({ ...slowly, status: 503 });
    const undone = expect(undo()).rejects.toMatchObject({ problems: [{ code: 'connectwise_unavailable' }] });
    await isBeingPutBack(remoteId);
    editedThere(remoteId, 'Beta');
    await f.poll();
    await undone;
    f.sandbox.clearFaults();
    await f.poll();
    expect(await f.here('company', localId)).toMatchObject({ city: 'Beta' });
    editedThere(remoteId, 'Gamma');
    await f.poll();
    await f.drain();
    expect(await f.here('company', localId)).toMatchObject({ city: 'Gamma' });
    expect(await there(remoteId)).toMatchObject({ city: 'Gamma' });
    expect((await f.log(localId)).join(' ')).not.toContain('Both sides');
    expect((await f.openIssues()).filter(({ code }) => code === 'conflict')).toEqual([]);
  });

  it('and the program ends: an edit of here is no question, and no value of ConnectWise takes its place', async () => {
    const { localId, remoteId, undo } = await relinked();
    await ownedBy('connectwise');
    f.sandbox.fail({ ...slowly, status: 503, delayMs: 2_000, times: 1 });
    const undone = undo().catch(() => undefined);
    await isBegun(remoteId);
    // As if nobody had kept it since.
    await f.rows(`update create_intent set lease_until = now() - interval '1 second'`);
    await f.rows(`update client set phone = '813 555 7777', updated_at = now() where id = $1`, [localId]);
    editedThere(remoteId, 'Delta');
    await f.poll();
    expect(await f.here('company', localId)).toMatchObject({ phone: '813 555 7777', city: 'Delta' });
    expect((await f.log(localId)).join(' ')).not.toContain('Both sides');
    await undone;
  });

  it('and somebody edits the record here: it is told what was put back there, and the values of here go out again', async () => {
    const { localId, remoteId, name, undo } = await relinked();
    const { name: ours } = await f.here('company', localId);
    f.sandbox.fail({ ...slowly, kind: 'slow', times: 1 });
    const undone = expect(undo()).rejects.toMatchObject({ problems: [{ code: 'changed_since' }] });
    await isBegun(remoteId);
    await f.rows(`update client set phone = '813 555 8888', updated_at = now() where id = $1`, [localId]);
    await undone;
    expect(await there(remoteId)).toMatchObject({ name, phoneNumber: '555 0000' });
    expect((await f.log(localId)).at(-1)).toMatch(
      new RegExp(
        `^Ann began to take the change of the link back: ConnectWise company ${remoteId} has .*phone.* of before again\\. The rest stays: The client was edited since \\(phone\\)\\.`,
      ),
    );
    await f.poll();
    await f.drain();
    await f.poll();
    expect(await f.here('company', localId)).toMatchObject({ name: ours, phone: '813 555 8888' });
    expect(await there(remoteId)).toMatchObject({ name: ours, phoneNumber: '813 555 8888' });
    expect((await f.log(localId)).join(' ')).not.toContain('Both sides');
  });
});
