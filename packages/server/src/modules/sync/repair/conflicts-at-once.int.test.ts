import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { conflictPage } from './conflicts.queries.ts';

describe('R79: a conflict that ConnectWise’s value wins and a push comes upon', () => {
  let f: RepairFixture;
  let localId: string;
  let remoteId: string;
  beforeEach(async () => {
    f = await openRepairFixture();
    const { clientId } = await insertDeal(f, { lines: 0, withoutContact: true });
    await f.createdHere('company', clientId);
    await f.drain();
    await f.poll();
    localId = clientId;
    remoteId = (await f.linkOf('company', clientId))?.remoteId ?? '';
    before = String((await there()).phoneNumber ?? '');
  });
  afterEach(() => f.close());

  let before: string;
  const there = async () => (await f.http('GET', `/company/companies/${remoteId}`)).body;
  const conflicts = () =>
    f.write(async (tx) => (await conflictPage(tx, { entity: null, localId, state: null }, { first: 10 })).items);
  const editThere = (phone: string) =>
    f.editThere('company', localId, [{ op: 'replace', path: 'phoneNumber', value: phone }]);
  /** ConnectWise first, then here: the push comes upon both edits before any poll. */
  const bothEdit = async () => {
    await editThere('111 111 1111');
    await f.editHere('company', localId, `phone = '222 222 2222', website = 'https://new.example'`);
  };
  const phones = async () => [(await f.here('company', localId)).phone, (await there()).phoneNumber];

  it('is listed at once, with who and when, and the poll that takes the value in lists it no second time', async () => {
    await bothEdit();
    expect(await phones()).toEqual(['222 222 2222', '111 111 1111']);
    const listed = {
      field: 'phone',
      crm: '222 222 2222',
      connectwise: '111 111 1111',
      kept: 'connectwise',
      state: 'kept',
      foundBy: 'out',
      crmBy: 'Ann',
      why: 'The settings name ConnectWise as the owner of companies.',
    };
    const [first, ...others] = await conflicts();
    expect(first).toMatchObject(listed);
    expect(others).toEqual([]);
    expect(first?.crmAt).toBeInstanceOf(Date);
    expect(first?.connectwiseBy).toBeTruthy();
    expect(first?.connectwiseAt).toBeInstanceOf(Date);
    // Another push before the poll comes upon the same one.
    await f.editHere('company', localId, `website = 'https://newer.example'`);
    expect(await conflicts()).toMatchObject([{ ...listed, id: first?.id }]);
    await f.poll();
    expect(await phones()).toEqual(['111 111 1111', '111 111 1111']);
    expect(await conflicts()).toMatchObject([{ ...listed, id: first?.id, at: first?.at }]);
    await f.poll();
    expect(await conflicts()).toHaveLength(1);
    // What both sides edit afterwards is another one, whatever the values.
    await editThere(before);
    await f.poll();
    await bothEdit();
    expect(await conflicts()).toMatchObject([listed, { ...listed, id: first?.id }]);
    await f.poll();
    expect(await conflicts()).toHaveLength(2);
  });

  it.each(['before', 'after'])('is restored to the value of here %s the poll', async (when) => {
    await bothEdit();
    if (when === 'after') await f.poll();
    await f.repair.conflicts.settle(f.actor, (await conflicts())[0]?.id ?? '', 'crm');
    await f.drain();
    expect(await phones()).toEqual(['222 222 2222', '222 222 2222']);
    await f.poll();
    await f.poll();
    expect(await phones()).toEqual(['222 222 2222', '222 222 2222']);
    expect(await conflicts()).toMatchObject([{ state: 'restored', kept: 'crm', decidedBy: 'Ann' }]);
  });

  it('shows the values that the poll finds, where somebody there has edited the field once more', async () => {
    await bothEdit();
    await editThere('333 333 3333');
    await f.poll();
    expect(await phones()).toEqual(['333 333 3333', '333 333 3333']);
    expect(await conflicts()).toMatchObject([
      { crm: '222 222 2222', connectwise: '333 333 3333', kept: 'connectwise' },
    ]);
  });

  it.each(['poll', 'push'])('ends where ConnectWise took its edit back before the next %s', async (next) => {
    await bothEdit();
    await editThere(before);
    if (next === 'push') await f.editHere('company', localId, `website = 'https://newer.example'`);
    await f.poll();
    await f.drain();
    expect(await phones()).toEqual(['222 222 2222', '222 222 2222']);
    expect(await conflicts()).toMatchObject([{ state: 'settled', kept: 'crm', decidedBy: null }]);
    expect((await f.log(localId)).join(' ')).toContain(
      'The conflict about phone is over: ConnectWise took its edit back, so the value of the CRM stands.',
    );
  });

  it('stays listed once where the edit of here is taken back before the poll', async () => {
    await bothEdit();
    await f.editHere('company', localId, `phone = ${before ? `'${before}'` : 'null'}`);
    await f.poll();
    expect(await phones()).toEqual(['111 111 1111', '111 111 1111']);
    expect(await conflicts()).toMatchObject([{ state: 'kept', kept: 'connectwise' }]);
  });
});
