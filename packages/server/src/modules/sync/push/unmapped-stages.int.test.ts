import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';

/** A default of the settings is for an opportunity that is new in ConnectWise; on one that is there it overwrites nothing. */
describe('a move to an open stage that is mapped to none', () => {
  let f: TwoWayFixture;
  let parked: string;
  let talks: string;
  let quoted: string;
  const optionsOf = (table: 'stages' | 'opportunityStatuses') =>
    f.sandbox.store.list(table) as unknown as { id: number; name: string; closedFlag?: boolean; wonFlag?: boolean }[];
  const defaultStage = () => optionsOf('stages')[0];
  const stage = (position: number) => optionsOf('stages')[position];
  const status = (name: string) => optionsOf('opportunityStatuses').find((one) => one.name === name);

  beforeAll(async () => {
    f = await openTwoWayFixture();
    const add = async (name: string, position: number) => {
      const [row] = await f.rows<{ id: string }>(
        `insert into pipeline_stage (name, position, kind) values ($1, $2, 'open') returning id`,
        [name, position],
      );
      return row?.id ?? '';
    };
    parked = await add('Parked', 4);
    talks = await add('Talks', 5);
    quoted = await add('Quoted', 6);
  });
  beforeEach(() => choose());
  afterAll(() => f.close());

  const choose = (more: object = {}) =>
    f.rows(settingsWith, [f.connectionId, JSON.stringify({ mode: 'real_time', ...more })]);
  const linked = async () => {
    const { opportunityId: id } = await insertDeal(f, { lines: 0 });
    await f.createdHere('opportunity', id);
    await f.poll();
    await f.clearLog();
    return id;
  };
  const there = async (id: string) => {
    const record = (await f.there('opportunity', id)) as unknown as Record<'stage' | 'status', { name: string }>;
    return [record.stage.name, record.status.name];
  };
  const setThere = (id: string, path: 'stage' | 'status', option: { id: number } | undefined) =>
    f.editThere('opportunity', id, [{ op: 'replace', path, value: { id: option?.id } }]);
  const move = (id: string, stageId: string) => f.editHere('opportunity', id, 'stage_id = $2', [stageId]);
  const told = async (id: string) => (await f.log(id)).join('\n');

  it('R31, R65, R68: leaves the stage that somebody set in ConnectWise, says so once, and keeps its own here', async () => {
    const id = await linked();
    await setThere(id, 'stage', stage(3));
    await f.poll();
    await f.clearLog();
    await move(id, parked);
    expect(await there(id)).toEqual([stage(3)?.name, 'Open']);
    const sentence = `Not sent: stage, because stage "Parked" is mapped to no stage of ConnectWise (Settings, Mapping of opportunities), and "${stage(3)?.name}" stands there.`;
    expect(await told(id)).toContain(sentence);
    expect(await told(id)).not.toMatch(/Updated stage|Set the status|had changed/);

    await f.clearLog();
    await f.poll();
    await f.editHere('opportunity', id, `notes = 'Later'`);
    await f.poll();
    expect(await told(id)).toMatch(/Updated notes of opportunity/);
    expect(await told(id)).not.toMatch(/stage|status/i);
    expect([await f.column('opportunity', id, 'stageId'), ...(await there(id))]).toEqual([
      parked,
      stage(3)?.name,
      'Open',
    ]);
  });

  it('leaves it also where it was moved there meanwhile, and says what stands', async () => {
    const id = await linked();
    await setThere(id, 'stage', stage(4));
    await move(id, parked);
    expect(await there(id)).toEqual([stage(4)?.name, 'Open']);
    expect(await told(id)).toContain(`and "${stage(4)?.name}" stands there.`);
    await f.poll();
    expect(await f.column('opportunity', id, 'stageId')).toBe(parked);
    expect(await f.rows(`select field from sync_conflict where local_id = $1`, [id])).toEqual([]);
  });

  describe('and to another one in ConnectWise, which is mapped', () => {
    const mapped = () => [
      { stageId: talks, remoteStageId: String(stage(3)?.id), remoteStatusId: null },
      { stageId: quoted, remoteStageId: String(stage(2)?.id), remoteStatusId: String(status('No decision')?.id) },
    ];
    it.each([
      ['to a stage that is mapped to none', () => parked],
      ['to one that is mapped', () => quoted],
    ])('lets that come in where the value of ConnectWise stands, %s', async (_words, to) => {
      await choose({ options: { owners: { opportunity: 'connectwise' } }, stageMap: mapped() });
      const id = await linked();
      await setThere(id, 'stage', stage(3));
      await move(id, to());
      expect(await there(id)).toEqual([stage(3)?.name, 'Open']);
      expect(await told(id)).toContain('Both sides had changed stage; the value of ConnectWise stands');
      expect(await told(id)).not.toContain('Not sent: stage');
      await f.poll();
      expect([await f.column('opportunity', id, 'stageId'), (await there(id))[0]]).toEqual([talks, stage(3)?.name]);
    });

    it('keeps both where the value of the CRM stands, and says what stands there', async () => {
      await choose({ options: { owners: { opportunity: 'crm' } }, stageMap: mapped() });
      const id = await linked();
      await setThere(id, 'stage', stage(3));
      await move(id, parked);
      expect(await told(id)).toContain(`and "${stage(3)?.name}" stands there.`);
      await f.poll();
      expect([await f.column('opportunity', id, 'stageId'), (await there(id))[0]]).toEqual([parked, stage(3)?.name]);
    });
  });

  it('sends the default with a new one, and the stage that a move is mapped to', async () => {
    await choose({ stageMap: [{ stageId: talks, remoteStageId: String(stage(3)?.id), remoteStatusId: null }] });
    const id = await linked();
    expect(await there(id)).toEqual([defaultStage()?.name, 'Open']);
    await move(id, talks);
    expect(await there(id)).toEqual([stage(3)?.name, 'Open']);
    expect(await told(id)).toMatch(/Updated stage of opportunity/);
    expect(await told(id)).not.toMatch(/Not sent/);
  });

  it('R71: leaves a closed status that means "leave as it is", and says so once', async () => {
    const closed = status('No decision');
    await choose({
      closedStatuses: [{ statusId: String(closed?.id), outcome: 'as_is' }],
      stageMap: [
        { stageId: f.stages.lead, remoteStageId: String(stage(0)?.id), remoteStatusId: null },
        { stageId: talks, remoteStageId: String(stage(3)?.id), remoteStatusId: null },
      ],
    });
    const id = await linked();
    await setThere(id, 'status', closed);
    await f.poll();
    await f.clearLog();
    await move(id, talks);
    expect(await there(id)).toEqual([stage(3)?.name, 'No decision']);
    expect(await f.column('opportunity', id, 'stageId')).toBe(talks);
    expect(await told(id)).toContain(
      'Not sent: status, because stage "Talks" is mapped to no status of ConnectWise (Settings, Mapping of opportunities), and "No decision" stands there.',
    );
    expect(await told(id)).not.toMatch(/Set the status/);
    await f.clearLog();
    await f.poll();
    await f.editHere('opportunity', id, `notes = 'Later'`);
    expect(await told(id)).not.toMatch(/Not sent/);
    expect(await there(id)).toEqual([stage(3)?.name, 'No decision']);
  });

  it('R68: closed there and moved here between two polls, it stands on both sides as the owner of the record says', async () => {
    const lost = status('Lost');
    const stageMap = [
      { stageId: f.stages.lead, remoteStageId: String(stage(0)?.id), remoteStatusId: null },
      { stageId: talks, remoteStageId: String(stage(3)?.id), remoteStatusId: null },
    ];
    const closedStatuses = [{ statusId: String(lost?.id), outcome: 'lost' }];
    for (const owner of ['crm', 'connectwise']) {
      await choose({
        stageMap,
        closedStatuses,
        options: { owners: { opportunity: owner } },
        opportunityMapping: { closedStatusWins: true },
      });
      const id = await linked();
      await setThere(id, 'status', lost);
      await move(id, talks);
      await f.poll();
      await f.drain();
      const kind = (
        await f.rows<{ kind: string }>(
          `select s.kind from opportunity o join pipeline_stage s on s.id = o.stage_id where o.id = $1`,
          [id],
        )
      )[0]?.kind;
      expect([owner, kind, (await there(id))[1]]).toEqual(
        owner === 'crm' ? [owner, 'open', 'Open'] : [owner, 'lost', 'Lost'],
      );
      expect(await told(id)).toContain('Both sides had changed stage');
      expect(await told(id)).not.toMatch(/is mapped to no status/);
      if (owner === 'connectwise') expect(await told(id)).not.toContain('its status comes last');
      await f.clearLog();
      await f.poll();
      await f.drain();
      expect(await told(id)).toBe('');
    }
  });

  it('opens one again that was lost here, and leaves a status that somebody had opened it with there', async () => {
    const lost = status('Lost');
    await choose({ stageMap: [{ stageId: f.stages.lost, remoteStageId: null, remoteStatusId: String(lost?.id) }] });
    const lose = async () => {
      const id = await linked();
      await f.rows(`update opportunity set stage_id = $2, lost_at = now() where id = $1`, [id, f.stages.lost]);
      await f.changed({ entity: 'opportunity', id, kind: 'lost' });
      await f.drain();
      expect((await there(id))[1]).toBe('Lost');
      return id;
    };
    const reopen = async (id: string) => {
      await f.rows(`update opportunity set stage_id = $2, lost_at = null where id = $1`, [id, parked]);
      await f.changed({ entity: 'opportunity', id, kind: 'reopened' });
      await f.drain();
      return (await there(id))[1];
    };
    expect(await reopen(await lose())).toBe('Open');
    const other = optionsOf('opportunityStatuses').find(
      (one) => !one.closedFlag && !one.wonFlag && one.name !== 'Open',
    );
    const id = await lose();
    await setThere(id, 'status', other);
    expect(await reopen(id)).toBe(other?.name);
  });
});
