import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';

describe('the comparison of an opportunity whose status there did not come through', () => {
  let f: RepairFixture;
  beforeAll(async () => {
    f = await openRepairFixture();
    const first = (table: 'stages' | 'opportunityStatuses', flag?: string) =>
      String(f.sandbox.store.list(table).find((one) => !flag || one[flag] === true)?.id);
    const stageMap = [
      { stageId: f.stages.lead, remoteStageId: first('stages'), remoteStatusId: null },
      { stageId: f.stages.won, remoteStageId: null, remoteStatusId: first('opportunityStatuses', 'wonFlag') },
      { stageId: f.stages.lost, remoteStageId: null, remoteStatusId: first('opportunityStatuses', 'lostFlag') },
    ];
    await f.rows(settingsWith, [f.connectionId, JSON.stringify({ mode: 'real_time', stageMap })]);
  });
  afterAll(() => f.close());

  it('says so above the fields, of which its stage is the same, as the log does, and no more once it is won here as well', async () => {
    const { opportunityId: localId } = await insertDeal(f, { lines: 0 });
    await f.createdHere('opportunity', localId);
    await f.drain();
    await f.poll();
    const [link] = await f.rows<{ id: string }>(
      `select id from entity_link where entity = 'opportunity' and local_id = $1`,
      [localId],
    );
    const compared = async () => {
      const { fields, problems } = await f.repair.desk.compare(f.actor, link?.id ?? '');
      return { differing: fields.filter(({ differs }) => differs).map(({ field }) => field), problems };
    };
    expect((await compared()).problems).toEqual([]);
    const won = f.sandbox.store.list('opportunityStatuses').find((one) => one.wonFlag === true);
    await f.editThere('opportunity', localId, [{ op: 'replace', path: 'status', value: { id: won?.id } }]);
    await f.poll();
    expect((await f.here('opportunity', localId)).stage_id).toBe(f.stages.lead);
    const message = `Status ${won?.name} ignored, stage mapping took precedence.`;
    expect((await f.log(localId)).join(' ')).toContain(message);
    expect(await compared()).toEqual({
      differing: ['ownerId'],
      problems: [{ code: 'status_ignored', field: null, message }],
    });
    await f.rows(`update opportunity set stage_id = $2, won_at = now() where id = $1`, [localId, f.stages.won]);
    expect((await compared()).problems).toEqual([]);
  });
});
