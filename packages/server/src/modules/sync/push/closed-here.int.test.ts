import { type Deal, insertDeal, win } from '../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';

/** The stage that an opportunity has in ConnectWise is mapped to an open one here; a win or a loss from here sets its status alone. */
describe('an opportunity that was won or lost here, in a stage that is open there', () => {
  let fixture: TwoWayFixture;
  const idOf = (table: 'stages' | 'opportunityStatuses', which: (row: Record<string, unknown>) => boolean) =>
    String(fixture.sandbox.store.list(table).find(which)?.id);
  const statuses = () => ({
    open: idOf('opportunityStatuses', (row) => !row.wonFlag && !row.lostFlag && !row.closedFlag),
    won: idOf('opportunityStatuses', (row) => row.wonFlag === true),
    lost: idOf('opportunityStatuses', (row) => row.lostFlag === true),
  });
  beforeAll(async () => {
    fixture = await openTwoWayFixture();
    await choose();
  });
  beforeEach(() => fixture.clearLog());
  afterAll(() => fixture.close());

  const choose = (more: object = {}) =>
    fixture.rows(settingsWith, [
      fixture.connectionId,
      JSON.stringify({
        mode: 'real_time',
        stageMap: [
          { stageId: fixture.stages.lead, remoteStageId: idOf('stages', () => true), remoteStatusId: null },
          { stageId: fixture.stages.won, remoteStageId: null, remoteStatusId: statuses().won },
          { stageId: fixture.stages.lost, remoteStageId: null, remoteStatusId: statuses().lost },
        ],
        ...more,
      }),
    ]);
  const linked = async () => {
    const deal = await insertDeal(fixture, { lines: 0 });
    await fixture.createdHere('opportunity', deal.opportunityId);
    await fixture.poll();
    return deal;
  };
  const close = async (deal: Deal, kind: 'won' | 'lost') => {
    if (kind === 'won') await win(fixture, deal);
    else {
      await fixture.rows(`update opportunity set stage_id = $2, lost_at = now() where id = $1`, [
        deal.opportunityId,
        fixture.stages.lost,
      ]);
      await fixture.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'lost' });
    }
    await fixture.run();
    expect(await statusThere(deal)).toBe(statuses()[kind]);
  };
  const statusThere = async ({ opportunityId }: Deal) => {
    const { status } = await fixture.there('opportunity', opportunityId);
    return String((status as { id: number }).id);
  };
  const editThere = async ({ opportunityId }: Deal, path: string, value: unknown) => {
    await fixture.editThere('opportunity', opportunityId, [{ op: 'replace', path, value }]);
    await fixture.poll();
  };
  const stageHere = async ({ opportunityId }: Deal) => {
    const row = await fixture.here('opportunity', opportunityId);
    const name = Object.entries(fixture.stages).find(([, id]) => id === row.stage_id)?.[0];
    return { stage: name, hasDate: row.won_at !== null || row.lost_at !== null };
  };
  const ignored = async ({ opportunityId }: Deal) =>
    (
      await fixture.rows<{ description: string }>(
        `select description from audit_event where local_id = $1 and code = 'status_ignored' order by seq`,
        [opportunityId],
      )
    ).map(({ description }) => description);

  it('that was won there with another status of the same outcome keeps that status, and says so', async () => {
    const renewal = fixture.sandbox.store.insert('opportunityStatuses', {
      name: 'Signed - Renewal',
      wonFlag: true,
      closedFlag: true,
    });
    await choose({
      stageMap: [
        { stageId: fixture.stages.lead, remoteStageId: idOf('stages', () => true), remoteStatusId: null },
        { stageId: fixture.stages.won, remoteStageId: null, remoteStatusId: statuses().won },
      ],
      closedStatuses: [{ statusId: String(renewal.id), outcome: 'won' }],
    });
    await fixture.connection.references.refresh(fixture.workspaceId, fixture.connectionId);
    const deal = await linked();
    await fixture.editThere('opportunity', deal.opportunityId, [
      { op: 'replace', path: 'status', value: { id: renewal.id } },
    ]);
    await win(fixture, deal);
    await fixture.run();
    expect(await statusThere(deal)).toBe(String(renewal.id));
    const said = await fixture.rows<{ description: string }>(
      `select description from audit_event where local_id = $1 order by seq`,
      [deal.opportunityId],
    );
    expect(said.map(({ description }) => description).join()).toMatch(/"Signed - Renewal" in ConnectWise already/);
    await fixture.poll();
    expect(await stageHere(deal)).toEqual({ stage: 'won', hasDate: true });
    await choose();
  });

  it.each(['won', 'lost'] as const)(
    'A9: whose status says %s there as well has no status that was ignored',
    async (kind) => {
      const deal = await linked();
      await close(deal, kind);
      await editThere(deal, 'notes', `They told us that it is ${kind}.`);
      expect(await fixture.here('opportunity', deal.opportunityId)).toMatchObject({
        notes: `They told us that it is ${kind}.`,
      });
      expect([await stageHere(deal), await ignored(deal)]).toEqual([{ stage: kind, hasDate: true }, []]);
    },
  );

  it.each(['won', 'lost'] as const)(
    'is open here again when a rep reopens it there, and the log keeps the date: %s',
    async (kind) => {
      const deal = await linked();
      await close(deal, kind);
      await editThere(deal, 'status', { id: Number(statuses().open) });
      expect([await stageHere(deal), await ignored(deal)]).toEqual([{ stage: 'lead', hasDate: false }, []]);
      expect(await fixture.log(deal.opportunityId)).toContainEqual(
        expect.stringMatching(`^No longer ${kind} by what ConnectWise says`),
      );
      // It is agreed on: nothing more comes in, and an edit here closes nothing there.
      await fixture.editHere('opportunity', deal.opportunityId, `notes = 'Once more.'`);
      expect(await statusThere(deal)).toBe(statuses().open);
    },
  );

  it('says of a reopening here that its status goes out where its stage stands there already, or that nothing does', async () => {
    const reopen = ({ opportunityId }: Deal) =>
      fixture.editHere('opportunity', opportunityId, 'stage_id = $2, won_at = null', [fixture.stages.lead]);
    const deal = await linked();
    await close(deal, 'won');
    await fixture.clearLog();
    await reopen(deal);
    expect(await statusThere(deal)).toBe(statuses().open);
    const log = await fixture.log(deal.opportunityId);
    expect(log[0]).toMatch(/^None of the fields of opportunity .* had to be sent; its status comes last\.$/);
    expect(log).toContainEqual(expect.stringMatching(/^Set the status of opportunity .* to "Open" in ConnectWise\.$/));
    // A rep has reopened it there as well, which no poll has seen yet.
    const other = await linked();
    await close(other, 'won');
    await fixture.editThere('opportunity', other.opportunityId, [
      { op: 'replace', path: 'status', value: { id: Number(statuses().open) } },
    ]);
    await fixture.clearLog();
    await reopen(other);
    expect(await statusThere(other)).toBe(statuses().open);
    const said = (await fixture.log(other.opportunityId)).join(' ');
    expect(said).not.toContain('comes last');
    expect(said).not.toContain('Set the status');
  });

  it('A9: says what was ignored for the stage map only of one that stands where the map says', async () => {
    const deal = await linked();
    await editThere(deal, 'status', { id: Number(statuses().won) });
    expect(await stageHere(deal)).toEqual({ stage: 'lead', hasDate: false });
    const label = fixture.sandbox.store.get('opportunityStatuses', Number(statuses().won))?.name;
    expect(await ignored(deal)).toEqual([`Status ${label} ignored, stage mapping took precedence.`]);
    // Lost here, and not sent yet: neither map nor status put it there.
    const other = await linked();
    await fixture.rows(`update opportunity set stage_id = $2, lost_at = now() where id = $1`, [
      other.opportunityId,
      fixture.stages.lost,
    ]);
    await editThere(other, 'status', { id: Number(statuses().won) });
    expect(await stageHere(other)).toEqual({ stage: 'lost', hasDate: true });
    expect(await ignored(other)).toEqual([`Status ${label} changed no stage here: the opportunity keeps "Lost".`]);
  });

  it('R29: says of a status that CW Status shows that it is there alone', async () => {
    await choose({ opportunityMapping: { statusSource: 'custom_field' } });
    const deal = await linked();
    await editThere(deal, 'status', { id: Number(statuses().won) });
    const label = fixture.sandbox.store.get('opportunityStatuses', Number(statuses().won))?.name;
    expect(await fixture.here('opportunity', deal.opportunityId)).toMatchObject({
      custom_fields: { 'CW Status': label },
    });
    expect(await ignored(deal)).toEqual([
      `Status ${label} is shown in CW Status alone: the stage decides where the opportunity stands here, which is "Lead".`,
    ]);
    await choose();
  });

  describe('R79: while the opposite was set there', () => {
    const conflicts = ({ opportunityId }: Deal) =>
      fixture.rows<{ field: string; crm: string; connectwise: string; kept: string; connectwiseBy: string | null }>(
        `select c.field, h.name as crm, t.name as connectwise, c.kept, c.connectwise_by as "connectwiseBy" from sync_conflict c
         left join pipeline_stage h on h.id = (c.crm_value #>> '{}')::uuid left join pipeline_stage t on t.id = (c.connectwise_value #>> '{}')::uuid
         where c.local_id = $1`,
        [opportunityId],
      );
    const names = () => fixture.rows<{ id: string; name: string }>(`select id, name from pipeline_stage`);
    beforeEach(() => choose({ opportunityMapping: { closedStatusWins: true } }));

    it.each([
      ['won', 'lost', 'crm'],
      ['lost', 'won', 'crm'],
      ['won', 'lost', 'connectwise'],
    ] as const)(
      '%s here, %s there, owner %s: goes out, and is listed as a conflict with both outcomes',
      async (here, there, owner) => {
        await choose({ opportunityMapping: { closedStatusWins: true }, options: { owners: { opportunity: owner } } });
        const deal = await linked();
        await fixture.editThere('opportunity', deal.opportunityId, [
          { op: 'replace', path: 'status', value: { id: Number(statuses()[there]) } },
        ]);
        await fixture.clearLog();
        await close(deal, here);
        const nameOf = Object.fromEntries((await names()).map(({ id, name }) => [id, name]));
        expect(await conflicts(deal)).toEqual([
          {
            field: 'stageId',
            crm: nameOf[fixture.stages[here]],
            connectwise: nameOf[fixture.stages[there]],
            kept: 'crm',
            connectwiseBy: expect.any(String),
          },
        ]);
        const log = (await fixture.log(deal.opportunityId)).join('\n');
        expect(log).toContain('Both sides had changed stage; the value of the CRM stands.');
        expect(log).toContain('Set the status');
        await fixture.poll();
        expect(await stageHere(deal)).toEqual({ stage: here, hasDate: true });
        expect(await statusThere(deal)).toBe(statuses()[here]);
        expect(await conflicts(deal)).toHaveLength(1);
      },
    );

    it('is no conflict where nobody moved it there, or both say the same', async () => {
      const [alone, alike] = [await linked(), await linked()];
      await fixture.editThere('opportunity', alike.opportunityId, [
        { op: 'replace', path: 'status', value: { id: Number(statuses().won) } },
      ]);
      for (const deal of [alone, alike]) await close(deal, 'won');
      expect([...(await conflicts(alone)), ...(await conflicts(alike))]).toEqual([]);
    });
  });
});
