import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import type { Context } from '../../../platform/graphql/context.ts';
import { conflictPage } from './conflicts.queries.ts';
import { ConflictsResolver } from './conflicts.resolver.ts';

const asks = (field: string) => ({ fieldDirections: [{ field, direction: 'both', owner: null, asks: true }] });

/** What a resolver is given beside its arguments, for Ann. */
const contextOf = ({ actor, database }: RepairFixture): Context => ({
  actor,
  database,
  loaders: new Map(),
  remoteAddress: '127.0.0.1',
  isGone: () => false,
  userAgent: null,
  sessionToken: null,
  cookie: null,
});

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
    f.write(async (tx) => (await conflictPage(tx, { entity: null, localId, state: null }, { first: 10 })).items);
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

  it.each([
    ['decided by rule', {}],
    ['decided by a person', asks('company.phone')],
  ])('R79: that was %s is turned round with one click, and back', async (_how, chosen) => {
    f = await openRepairFixture(chosen);
    const { localId, remoteId } = await made();
    await bothEdit(localId);
    await f.poll();
    const id = (await conflicts(localId))[0]?.id ?? '';
    for (const [winner, phone] of [
      ['crm', '222 222 2222'],
      ['connectwise', '111 111 1111'],
      ['crm', '222 222 2222'],
    ] as const) {
      await f.repair.conflicts.settle(f.actor, id, winner);
      await f.drain();
      await f.poll();
      expect(await there(remoteId)).toMatchObject({ phoneNumber: phone });
      expect(await f.here('company', localId)).toMatchObject({ phone });
      expect(await conflicts(localId)).toMatchObject([{ kept: winner, decidedBy: 'Ann' }]);
    }
    await f.editHere('company', localId, `phone = '333 333 3333'`);
    await expect(f.repair.conflicts.settle(f.actor, id, 'connectwise')).rejects.toMatchObject({
      problems: [{ code: 'changed_since', message: expect.stringContaining('Enter the value on the record instead') }],
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
      expect(await conflicts(localId)).toMatchObject([
        {
          state: 'settled',
          decidedBy: 'Ann',
          kept: side,
          why: `Ann chose the value of ${side === 'crm' ? 'the CRM' : 'ConnectWise'}.`,
        },
      ]);
    },
  );

  it.each(['crm', 'connectwise'] as const)(
    'R79: is asked as soon as a push has come upon it, without waiting for a poll, and %s is chosen',
    async (side) => {
      f = await openRepairFixture(asks('company.phone'));
      const { localId, remoteId } = await made();
      await f.editThere('company', localId, [{ op: 'replace', path: 'phoneNumber', value: '111 111 1111' }]);
      await f.editHere('company', localId, `phone = '222 222 2222', website = 'https://new.example'`);
      expect((await f.log(localId)).at(-1)).toContain('until somebody has decided on the page Links, Conflicts');
      expect(await there(remoteId)).toMatchObject({ website: 'https://new.example', phoneNumber: '111 111 1111' });
      const open = await conflicts(localId);
      expect(open).toMatchObject([
        {
          state: 'open',
          kept: 'ask',
          field: 'phone',
          crm: '222 222 2222',
          connectwise: '111 111 1111',
          foundBy: 'out',
        },
      ]);
      expect(await f.openIssues()).toMatchObject([{ code: 'conflict_asked', direction: 'in' }]);
      await f.repair.conflicts.settle(f.actor, open[0]?.id ?? '', side);
      await f.drain();
      await f.poll();
      const phone = side === 'crm' ? '222 222 2222' : '111 111 1111';
      expect(await there(remoteId)).toMatchObject({ phoneNumber: phone });
      expect(await f.here('company', localId)).toMatchObject({ phone });
      expect(await f.openIssues()).toEqual([]);
      expect(await conflicts(localId)).toMatchObject([{ state: 'settled', decidedBy: 'Ann', kept: side }]);
    },
  );

  describe('decided by two people at once', () => {
    const decided = (sentence: string) => ({ problems: [{ code: 'decided', message: sentence }] });
    const choose = (name: string, id: string, winner: 'crm' | 'connectwise', seen: 'open' | 'kept' | null = null) =>
      f.repair.conflicts.settle({ ...f.actor, name }, id, winner, seen);
    /** As both sides, the log and the conflict have it: everywhere the one decision. */
    const stands = async (localId: string, remoteId: string, by: string, side: 'crm' | 'connectwise') => {
      await f.drain();
      await f.poll();
      const phone = side === 'crm' ? '222 222 2222' : '111 111 1111';
      expect(await there(remoteId)).toMatchObject({ phoneNumber: phone });
      expect(await f.here('company', localId)).toMatchObject({ phone });
      expect(await conflicts(localId)).toMatchObject([{ kept: side, decidedBy: by }]);
      const told = (await f.log(localId)).filter((line) => /decided for|restored the/.test(line));
      expect(told).toEqual([expect.stringContaining(by)]);
    };

    it.each([
      ['a question', asks('company.phone'), ['crm', 'connectwise']],
      ['a question, asked the other way round', asks('company.phone'), ['connectwise', 'crm']],
      ['a conflict that the rule decided', {}, ['crm', 'crm']],
    ] as const)('R79: %s is decided once, and the second is told by whom', async (_what, chosen, [first, second]) => {
      f = await openRepairFixture(chosen);
      const { localId, remoteId } = await made();
      await bothEdit(localId);
      await f.poll();
      const id = (await conflicts(localId))[0]?.id ?? '';
      const answers = await Promise.allSettled([choose('Ann', id, first), choose('Sup', id, second)]);
      const [won, ...others] = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      expect(others).toEqual([]);
      const by = won?.conflict.decidedBy ?? '';
      const side = by === 'Ann' ? first : second;
      expect(won?.conflict).toMatchObject({ kept: side, decidedBy: by });
      const refused = answers.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
      expect(refused).toMatchObject([decided(expect.stringContaining(`${by} decided`))]);
      await stands(localId, remoteId, by, side);
    });

    it('R79: who answers what they saw open is told that it is not open any more, and may turn it round', async () => {
      f = await openRepairFixture(asks('company.phone'));
      const { localId, remoteId } = await made();
      await bothEdit(localId);
      await f.poll();
      const id = (await conflicts(localId))[0]?.id ?? '';
      await choose('Ann', id, 'crm', 'open');
      await expect(choose('Sup', id, 'connectwise', 'open')).rejects.toMatchObject(
        decided('Ann decided meanwhile for the value of the CRM. Choose again to turn it round.'),
      );
      await stands(localId, remoteId, 'Ann', 'crm');
      await choose('Sup', id, 'connectwise');
      await f.drain();
      expect(await f.here('company', localId)).toMatchObject({ phone: '111 111 1111' });
    });
  });

  const settings = (chosen: object) =>
    f.rows(settingsWith, [f.connectionId, JSON.stringify({ mode: 'real_time', ...chosen })]);

  it('R79: that a person was asked about is closed once a rule of ConnectWise’s has decided it, and the CRM’s value is restored', async () => {
    f = await openRepairFixture(asks('company.phone'));
    const { localId, remoteId } = await made();
    await bothEdit(localId);
    await f.poll();
    expect(await conflicts(localId)).toMatchObject([{ state: 'open' }]);
    await settings({});
    await f.editThere('company', localId, [{ op: 'replace', path: 'city', value: 'Naples' }]);
    await f.poll();
    expect(await f.here('company', localId)).toMatchObject({ phone: '111 111 1111' });
    const decided = await conflicts(localId);
    expect(decided).toMatchObject([
      {
        state: 'kept',
        kept: 'connectwise',
        crm: '222 222 2222',
        connectwise: '111 111 1111',
        why: 'The settings name ConnectWise as the owner of companies.',
      },
    ]);
    expect(await f.openIssues()).toEqual([]);
    await f.repair.conflicts.settle(f.actor, decided[0]?.id ?? '', 'crm');
    await f.drain();
    await f.poll();
    expect(await there(remoteId)).toMatchObject({ phoneNumber: '222 222 2222' });
    expect(await f.here('company', localId)).toMatchObject({ phone: '222 222 2222' });
    expect((await f.log(localId)).join(' ')).toContain(
      'Ann restored the phone of the CRM, which had lost a conflict. On the way to ConnectWise: phone.',
    );
  });

  it('R79: that a person was asked about is closed once a push has decided it for the CRM, and ConnectWise’s value is restored', async () => {
    const options = { owners: { company: 'crm' } };
    f = await openRepairFixture({ ...asks('company.phone'), options });
    const { localId, remoteId } = await made();
    await bothEdit(localId);
    await f.poll();
    expect(await conflicts(localId)).toMatchObject([{ state: 'open' }]);
    await settings({ options });
    await f.editHere('company', localId, `city = 'Naples'`);
    expect(await there(remoteId)).toMatchObject({ phoneNumber: '222 222 2222', city: 'Naples' });
    const decided = await conflicts(localId);
    expect(decided).toMatchObject([
      { state: 'kept', kept: 'crm', crm: '222 222 2222', connectwise: '111 111 1111', foundBy: 'out' },
    ]);
    expect(await f.openIssues()).toEqual([]);
    const [issue] = await f.rows(`select resolution from sync_issue where code = 'conflict_asked'`);
    expect(issue).toEqual({ resolution: 'The rule of owners in the settings has decided.' });
    await f.repair.conflicts.settle(f.actor, decided[0]?.id ?? '', 'connectwise');
    await f.drain();
    await f.poll();
    expect(await f.here('company', localId)).toMatchObject({ phone: '111 111 1111' });
    expect(await there(remoteId)).toMatchObject({ phoneNumber: '111 111 1111' });
  });

  it('R79: that waits for a person shows the CRM’s value that settling sends', async () => {
    f = await openRepairFixture(asks('company.phone'));
    const { localId, remoteId } = await made();
    await bothEdit(localId);
    await f.poll();
    await f.editHere('company', localId, `phone = '333 333 3333'`);
    const resolver = f.repair.resolvers.find((one) => one instanceof ConflictsResolver);
    const context = contextOf(f);
    const page = await resolver?.conflicts(50, null, { localId }, context);
    expect(page?.items).toMatchObject([{ state: 'open', crmValue: '333 333 3333', connectwiseValue: '111 111 1111' }]);
    const settled = await resolver?.settleConflict(page?.items[0]?.id ?? '', 'crm', 'open', context);
    expect(settled).toMatchObject({
      conflict: { state: 'settled', crmValue: '333 333 3333', connectwiseValue: '111 111 1111' },
      note: 'On the way to ConnectWise: phone.',
    });
    await f.drain();
    expect(await there(remoteId)).toMatchObject({ phoneNumber: '333 333 3333' });
    expect(await f.here('company', localId)).toMatchObject({ phone: '333 333 3333' });
  });

  describe('cannot be restored once the field was edited again', () => {
    let localId = '';
    let remoteId = '';
    beforeEach(async () => {
      f = await openRepairFixture();
      ({ localId, remoteId } = await made());
      await bothEdit(localId);
      await f.poll();
    });
    const refused = async (message: string) => {
      const [conflict] = await conflicts(localId);
      const before = (await there(remoteId)).phoneNumber;
      await expect(f.repair.conflicts.settle(f.actor, conflict?.id ?? '', 'crm')).rejects.toMatchObject({
        problems: [{ code: 'changed_since', message }],
      });
      await f.drain();
      expect(await there(remoteId)).toMatchObject({ phoneNumber: before });
    };
    const editThere = () =>
      f.editThere('company', localId, [{ op: 'replace', path: 'phoneNumber', value: '444 444 4444' }]);

    it('in the CRM', async () => {
      await f.rows(`update client set phone = '333 333 3333', updated_at = now() where id = $1`, [localId]);
      await refused('Somebody has edited the phone in the CRM since. Enter the value on the record instead.');
    });

    it('in the CRM, and was sent', async () => {
      await f.editHere('company', localId, `phone = '333 333 3333'`);
      await refused('Somebody has edited the phone in the CRM since. Enter the value on the record instead.');
    });

    it('in ConnectWise, and came in', async () => {
      await editThere();
      await f.poll();
      await refused('Somebody has edited the phone in ConnectWise since. Enter the value on the record instead.');
    });

    it('in ConnectWise, and has not come in yet', async () => {
      await editThere();
      await refused('Somebody has edited the phone in ConnectWise since. Enter the value on the record instead.');
    });

    it('on a side that is not known any more', async () => {
      await editThere();
      await f.poll();
      await f.rows(`update client set phone = '555 555 5555' where id = $1`, [localId]);
      await f.rows(`update entity_link set base = base || '{"phone": "555 555 5555"}' where local_id = $1`, [localId]);
      await f.http('PATCH', `/company/companies/${remoteId}`, [
        { op: 'replace', path: 'phoneNumber', value: '555 555 5555' },
      ]);
      await f.test.sql('delete from audit_event');
      await refused('Somebody has edited the phone since. Enter the value on the record instead.');
    });
  });

  it('R79: about an outcome is not restored by a click: more than a stage hangs on it', async () => {
    f = await openRepairFixture({ mode: 'real_time' });
    const { opportunityId: localId } = await insertDeal(f, { lines: 0 });
    await f.createdHere('opportunity', localId);
    await f.drain();
    const { stages } = f;
    await f.rows(
      `insert into sync_conflict (connection_id, entity, local_id, remote_id, name, field, base_value, crm_value, connectwise_value, kept, why, found_by, state)
       select $1, 'opportunity', $2, l.remote_id, 'Deal', 'stageId', to_jsonb($3::text), to_jsonb($4::text), to_jsonb($5::text), 'crm', 'Because', 'out', 'kept'
       from entity_link l where l.local_id = $2`,
      [f.connectionId, localId, stages.lead, stages.won, stages.lost],
    );
    const [conflict] = await conflicts(localId);
    await expect(f.repair.conflicts.settle(f.actor, conflict?.id ?? '', 'connectwise')).rejects.toMatchObject({
      problems: [
        { code: 'elsewhere', message: expect.stringContaining('Mark it as won, mark it as lost or reopen it') },
      ],
    });
    expect((await f.here('opportunity', localId)).stage_id).toBe(stages.lead);
  });
});
