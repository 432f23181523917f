import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { listConflicts } from './conflicts.queries.ts';

const asks = (field: string) => ({ fieldDirections: [{ field, direction: 'both', owner: null, asks: true }] });

describe('a field that both sides had changed', () => {
  let f: RepairFixture;
  afterEach(() => f.close());

  const made = async () => {
    const { clientId } = await insertDeal(f, { lines: 0, withoutContact: true });
    await f.createdHere('company', clientId);
    await f.drain();
    await f.poll();
    return { localId: clientId, remoteId: (await f.linkOf('company', clientId))?.remoteId ?? '' };
  };
  const there = async (id: string) => (await f.http('GET', `/company/companies/${id}`)).body;
  const conflicts = (localId: string) =>
    f.write((tx) => listConflicts(tx, { entity: null, localId, state: null }, { limit: 10, after: null }));
  /** Edited there first, then here: a pull sees both. */
  const bothEdit = async (localId: string) => {
    await f.editThere('company', localId, [{ op: 'replace', path: 'phoneNumber', value: '111 111 1111' }]);
    await f.rows(`update client set phone = '222 222 2222', updated_at = now() where id = $1`, [localId]);
  };

  it('R79: is kept with both values, and who and when; the CRM’s, which lost, is restored with one action and pushed', async () => {
    f = await openRepairFixture();
    const { localId, remoteId } = await made();
    await bothEdit(localId);
    await f.poll();
    expect(await f.here('company', localId)).toMatchObject({ phone: '111 111 1111' });
    const [conflict] = await conflicts(localId);
    expect(conflict).toMatchObject({
      field: 'phone',
      crm: '222 222 2222',
      connectwise: '111 111 1111',
      kept: 'connectwise',
      why: 'The settings name ConnectWise as the owner of companies.',
      state: 'kept',
      foundBy: 'in',
      crmBy: 'Ann',
    });
    expect(conflict?.connectwiseAt).toBeInstanceOf(Date);
    await expect(f.repair.conflicts.settle(f.actor, conflict?.id ?? '', 'connectwise')).rejects.toMatchObject({
      problems: [{ code: 'stands' }],
    });
    await f.repair.conflicts.settle(f.actor, conflict?.id ?? '', 'crm');
    await f.drain();
    expect(await there(remoteId)).toMatchObject({ phoneNumber: '222 222 2222' });
    await f.poll();
    expect(await f.here('company', localId)).toMatchObject({ phone: '222 222 2222' });
    expect(await conflicts(localId)).toMatchObject([{ state: 'restored', decidedBy: 'Ann' }]);
    expect((await f.log(localId)).join(' ')).toContain('Ann restored the phone of the CRM, which had lost a conflict.');
    await expect(f.repair.conflicts.settle(f.actor, conflict?.id ?? '', 'crm')).rejects.toMatchObject({
      problems: [{ code: 'decided' }],
    });
  });

  it('R79: of which the CRM’s stood is restored to ConnectWise’s on both sides', async () => {
    f = await openRepairFixture({ options: { owners: { company: 'crm' } } });
    const { localId, remoteId } = await made();
    await f.editThere('company', localId, [{ op: 'replace', path: 'phoneNumber', value: '111 111 1111' }]);
    await f.editHere('company', localId, `phone = '222 222 2222'`);
    expect(await there(remoteId)).toMatchObject({ phoneNumber: '222 222 2222' });
    const [conflict] = await conflicts(localId);
    expect(conflict).toMatchObject({ kept: 'crm', connectwise: '111 111 1111', crm: '222 222 2222', foundBy: 'out' });
    await f.repair.conflicts.settle(f.actor, conflict?.id ?? '', 'connectwise');
    await f.drain();
    await f.poll();
    expect(await there(remoteId)).toMatchObject({ phoneNumber: '111 111 1111' });
    expect(await f.here('company', localId)).toMatchObject({ phone: '111 111 1111' });
    expect(await conflicts(localId)).toHaveLength(1);
  });

  it.each(['crm', 'connectwise'] as const)(
    'R79: waits for a person where the settings say so; the other fields go on, one issue asks, and %s is chosen',
    async (side) => {
      f = await openRepairFixture(asks('company.phone'));
      const { localId, remoteId } = await made();
      await bothEdit(localId);
      await f.editThere('company', localId, [{ op: 'replace', path: 'city', value: 'Naples' }]);
      await f.poll();
      await f.poll();
      expect(await f.here('company', localId)).toMatchObject({ phone: '222 222 2222', city: 'Naples' });
      expect(await f.openIssues()).toMatchObject([
        { code: 'conflict_asked', advice: expect.stringContaining('Links → Conflicts') },
      ]);
      // An edit of another field goes out, and the field that waits does not.
      await f.editHere('company', localId, `website = 'https://new.example'`);
      expect(await there(remoteId)).toMatchObject({ website: 'https://new.example', phoneNumber: '111 111 1111' });
      await f.poll();
      expect(await f.openIssues()).toHaveLength(1);
      const open = await conflicts(localId);
      expect(open).toMatchObject([{ state: 'open', kept: 'ask', field: 'phone' }]);

      await f.repair.conflicts.settle(f.actor, open[0]?.id ?? '', side);
      await f.drain();
      await f.poll();
      const phone = side === 'crm' ? '222 222 2222' : '111 111 1111';
      expect(await there(remoteId)).toMatchObject({ phoneNumber: phone });
      expect(await f.here('company', localId)).toMatchObject({ phone });
      expect(await f.openIssues()).toEqual([]);
      expect(await conflicts(localId)).toMatchObject([{ state: 'settled', decidedBy: 'Ann' }]);
    },
  );

  it('cannot be restored once the field was edited again', async () => {
    f = await openRepairFixture();
    const { localId } = await made();
    await bothEdit(localId);
    await f.poll();
    const [conflict] = await conflicts(localId);
    await f.editHere('company', localId, `phone = '333 333 3333'`);
    await expect(f.repair.conflicts.settle(f.actor, conflict?.id ?? '', 'crm')).rejects.toMatchObject({
      problems: [{ code: 'changed_since' }],
    });
  });
});
