import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { contactWire } from '../../../connectwise/wire/contact.ts';

/** What ConnectWise shows for a value that it cannot hold: the log tells what was sent, and the page Conflicts why a value stands. */
describe('an opportunity whose values have no place of their own in ConnectWise', () => {
  let f: TwoWayFixture;
  beforeAll(async () => {
    f = await openTwoWayFixture({ options: { owners: { opportunity: 'crm' } } });
  });
  afterAll(() => f.close());
  const linked = async (set = 'notes = null') => {
    const { opportunityId: id } = await insertDeal(f, { lines: 0 });
    await f.rows(`update opportunity set ${set} where id = $1`, [id]);
    await f.createdHere('opportunity', id);
    await f.poll();
    await f.clearLog();
    return id;
  };

  it.each<[string, 'stage' | 'status']>([
    ['stage', 'stage'],
    ['status', 'status'],
  ])(
    'R68: leaves a %s of ConnectWise that is mapped to none where it is, when something else is edited here',
    async (_what, property) => {
      const id = await linked();
      const now = (await f.there('opportunity', id))[property] as { id: number };
      const others = await f.rows<{ id: string }>(
        `select remote_id as id from reference_item where kind = $1 and remote_id <> $2
         and ($1 = 'stage' or not (coalesce((flags->>'closedFlag')::boolean, false))) order by remote_id::int desc`,
        [property, String(now.id)],
      );
      const other = Number(others[0]?.id);
      await f.editThere('opportunity', id, [{ op: 'replace', path: property, value: { id: other } }]);
      await f.poll();
      const stage = await f.column('opportunity', id, 'stageId');
      await f.clearLog();
      await f.editHere('opportunity', id, `notes = 'Thank you'`);
      expect((await f.there('opportunity', id))[property]).toMatchObject({ id: other });
      expect((await f.there('opportunity', id)).notes).toBe('Thank you');
      expect(await f.column('opportunity', id, 'stageId')).toBe(stage);
      const log = (await f.log(id)).join('\n');
      expect(log).toMatch(/Updated notes of opportunity/);
      expect(log).not.toMatch(/stage|status/i);
    },
  );

  it('leaves the stage of ConnectWise alone when it is lost here and reopened to where it was, in a stage that is mapped to none', async () => {
    const id = await linked();
    const [parked] = await f.rows<{ id: string }>(
      `insert into pipeline_stage (name, position, kind) values ('Parked', 6, 'open') returning id`,
    );
    await f.editHere('opportunity', id, 'stage_id = $2', [parked?.id]);
    const { stage, status } = await f.there('opportunity', id);
    const [other] = await f.rows<{ id: string }>(
      `select remote_id as id from reference_item where kind = 'stage' and remote_id <> $1 order by remote_id::int desc limit 1`,
      [String((stage as { id: number }).id)],
    );
    await f.editThere('opportunity', id, [{ op: 'replace', path: 'stage', value: { id: Number(other?.id) } }]);
    await f.poll();
    const move = async (kind: 'lost' | 'reopened', stageId: string | undefined) => {
      await f.rows(`update opportunity set stage_id = $2, lost_at = case when $3 then now() end where id = $1`, [
        id,
        stageId,
        kind === 'lost',
      ]);
      await f.changed({ entity: 'opportunity', id, kind });
      await f.drain();
    };
    await move('lost', f.stages.lost);
    expect((await f.there('opportunity', id)).status).not.toMatchObject({ id: (status as { id: number }).id });
    await f.clearLog();
    await move('reopened', parked?.id);
    expect(await f.there('opportunity', id)).toMatchObject({
      stage: { id: Number(other?.id) },
      status: { id: (status as { id: number }).id },
    });
    expect(await f.column('opportunity', id, 'stageId')).toBe(parked?.id);
    const log = (await f.log(id)).join('\n');
    expect(log).toMatch(/Set the status/);
    expect(log).not.toMatch(/Updated stage|stands for/);
    await f.clearLog();
    await f.poll();
    expect(await f.log(id)).toEqual([]);
    expect(await f.column('opportunity', id, 'stageId')).toBe(parked?.id);
  });

  it('R19: sends no stage that nobody moved after the stage map was changed, and tells of none that comes', async () => {
    const { rows, connectionId } = f;
    const [proposal] = await rows<{ id: string }>(
      `insert into pipeline_stage (name, position, kind) values ('Proposal', 5, 'open') returning id`,
    );
    const stageIds = await rows<{ id: string }>(
      `select remote_id as id from reference_item where kind = 'stage' order by remote_id::int limit 2`,
    );
    const [first, second] = stageIds.map((stage) => stage.id);
    const map = (lead: string | undefined, other: string | undefined) =>
      rows(`update settings_revision set configuration = configuration || $2 where connection_id = $1`, [
        connectionId,
        JSON.stringify({
          stageMap: [
            { stageId: f.stages.lead, remoteStageId: lead },
            { stageId: proposal?.id, remoteStageId: other },
          ],
        }),
      ]).then(() =>
        rows(
          `update sync_settings s set configuration = r.configuration from settings_revision r
           where s.connection_id = $1 and r.connection_id = $1 and r.revision = s.revision`,
          [connectionId],
        ),
      );
    await map(first, second);
    const id = await linked();
    expect((await f.there('opportunity', id)).stage).toMatchObject({ id: Number(first) });
    await map(second, first);
    await f.editHere('opportunity', id, `notes = 'After the change'`);
    await f.poll();
    expect((await f.there('opportunity', id)).stage).toMatchObject({ id: Number(first) });
    expect(await f.column('opportunity', id, 'stageId')).toBe(f.stages.lead);
    const [told] = await f.log(id);
    expect(told).toMatch(/^Updated notes of opportunity "[^"]+" in ConnectWise\.$/);
    // A move here goes out by the new map.
    await f.editHere('opportunity', id, 'stage_id = $2', [proposal?.id]);
    expect((await f.there('opportunity', id)).stage).toMatchObject({ id: Number(first) });
    await f.editHere('opportunity', id, 'stage_id = $2', [f.stages.lead]);
    expect((await f.there('opportunity', id)).stage).toMatchObject({ id: Number(second) });
  });

  it('A8: takes a contact of the new client along when it moves there without one', async () => {
    const id = await linked();
    const before = (await f.there('opportunity', id)).contact as { id: number };
    const other = await insertDeal(f, { lines: 0 });
    await f.createdHere('opportunity', other.opportunityId);
    await f.editHere('opportunity', id, 'client_id = $2, contact_id = null', [other.clientId]);
    const company = await f.there('company', other.clientId);
    const { company: now, contact } = (await f.there('opportunity', id)) as unknown as Record<string, { id: number }>;
    expect(now?.id).toBe(company.id);
    expect(contact?.id).not.toBe(before.id);
    expect((await f.connectwise.get(contactWire, contact?.id ?? 0))?.company?.id).toBe(company.id);
    expect((await f.log(id)).join(' ')).toMatch(/Updated client and contact of opportunity/);
  });

  it('R79: keeps a close date that was emptied here and changed there, and says why', async () => {
    const id = await linked(`expected_close_date = '2027-01-05'`);
    await f.editThere('opportunity', id, [{ op: 'replace', path: 'expectedCloseDate', value: '2027-03-04T00:00:00Z' }]);
    await f.rows(`update opportunity set expected_close_date = null, updated_at = now() where id = $1`, [id]);
    await f.poll();
    expect(await f.column('opportunity', id, 'expectedCloseDate')).toBe('2027-03-04');
    expect(await f.rows(`select why from sync_conflict where local_id = $1`, [id])).toEqual([
      {
        why: 'It is empty in the CRM, and it cannot be emptied in ConnectWise: ConnectWise wants an expected close date.',
      },
    ]);
  });
});
