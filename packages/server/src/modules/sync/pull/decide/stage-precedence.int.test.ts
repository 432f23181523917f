import {
  mappedConfiguration,
  openSyncFixture,
  pullNewPushWon,
  rawCompany,
  rawContact,
  rawOpportunity,
  type SyncFixture,
} from '../../../../../test/support/sync-fixture.ts';

const won = { status: { id: 2, name: 'Won' } };
const onStage = (id: number) => ({ stage: { id, name: `Stage ${id}` } });

describe('where a pulled opportunity stands', () => {
  let f: SyncFixture;
  const opportunity = async (remoteId: number) => {
    const [row] = await f.rows(
      `select s.name as stage, o.won_at is not null as won, o.custom_fields as fields, o.version
       from entity_link l join opportunity o on o.id = l.local_id join pipeline_stage s on s.id = o.stage_id
       where l.entity = 'opportunity' and l.remote_id = $1`,
      [String(remoteId)],
    );
    return row;
  };
  const remarks = (remoteId: number) =>
    f.rows(
      `select operation, status, description, local_id is not null as linked, opportunity_id = local_id as of_opportunity
       from audit_event where remote_id = $1 and entity = 'opportunity' and code = 'status_ignored' order by seq`,
      [String(remoteId)],
    );

  beforeAll(async () => {
    f = await openSyncFixture();
    await f.take('company', [rawCompany(60)]);
    await f.take('contact', [rawContact(600, 60)]);
    await f.rows(
      `insert into reference_item (connection_id, kind, remote_id, label) values ($1, 'stage', '7', '1.Lead'), ($1, 'stage', '8', '3.Quote')`,
      [f.connectionId],
    );
  });
  afterAll(() => f.test.drop());

  it('R34: goes by the ConnectWise stage, else by the status, else to the default stage', async () => {
    const configuration = await mappedConfiguration(f, { stages: { Quote: ['8', null] } });
    await f.take(
      'opportunity',
      [
        rawOpportunity(1, 60, 600, onStage(8)),
        rawOpportunity(2, 60, 600, { ...onStage(7), ...won }),
        rawOpportunity(3, 60, 600, onStage(7)),
        rawOpportunity(4, 60, 600, { ...onStage(8), ...won }),
        rawOpportunity(5, 60, 600, { ...onStage(7), status: { id: 9, name: 'Won, unmapped' } }),
      ],
      { configuration },
    );
    expect(await Promise.all([1, 2, 3, 4, 5].map(opportunity))).toMatchObject([
      { stage: 'Quote', won: false },
      { stage: 'Won', won: true },
      { stage: 'Lead', won: false },
      { stage: 'Quote', won: false },
      { stage: 'Lead', won: false },
    ]);
  });

  it('A9: tells once for each time that a won status was ignored for the stage', async () => {
    const configuration = await mappedConfiguration(f, { stages: { Quote: ['8', null] } });
    const told = {
      operation: 'check',
      status: 'info',
      description: 'Status Won ignored, stage mapping took precedence.',
      linked: true,
      of_opportunity: true,
    };
    expect(await remarks(4)).toEqual([told]);
    expect(await Promise.all([1, 2, 3, 5].map(remarks))).toEqual([[], [], [], []]);
    const record = rawOpportunity(1, 60, 600, onStage(8));
    // Nothing of what the CRM keeps changes here, and still the status came and was ignored.
    const wonThere = rawOpportunity(1, 60, 600, { ...onStage(8), ...won, name: record.name });
    await f.take('opportunity', [wonThere], { configuration });
    await f.take('opportunity', [wonThere], { configuration });
    expect(await remarks(1)).toEqual([told]);
  });

  it('A9: tells once of an open status that no row maps, be it new or of a linked opportunity', async () => {
    await f.rows(
      `insert into reference_item (connection_id, kind, remote_id, label, is_active) values ($1, 'status', '6', 'On ice', false)`,
      [f.connectionId],
    );
    const configuration = await mappedConfiguration(f, { stages: { Quote: ['8', null] } });
    const onIce = { status: { id: 6, name: 'On ice' } };
    await f.take(
      'opportunity',
      [rawOpportunity(6, 60, 600, onStage(8)), rawOpportunity(7, 60, 600, { ...onStage(7), ...onIce })],
      {
        configuration,
      },
    );
    expect(await Promise.all([6, 7].map(remarks))).toMatchObject([
      [],
      [{ description: 'Status On ice ignored, it is mapped to no stage here.' }],
    ]);
    const record = rawOpportunity(6, 60, 600, { ...onStage(8), ...onIce });
    await f.take('opportunity', [record], { configuration });
    await f.take('opportunity', [record], { configuration });
    expect(await remarks(6)).toMatchObject([
      { operation: 'check', description: 'Status On ice ignored, stage mapping took precedence.', linked: true },
    ]);
    expect(await opportunity(6)).toMatchObject({ stage: 'Quote', won: false });
    // A row that maps it makes it count.
    const mapped = await mappedConfiguration(f, { stages: { Quote: ['8', '6'] } });
    await f.take('opportunity', [rawOpportunity(8, 60, 600, { ...onStage(7), ...onIce })], { configuration: mapped });
    expect(await opportunity(8)).toMatchObject({ stage: 'Quote' });
    expect(await remarks(8)).toEqual([]);
  });

  it.each([
    ['won', 2, 'Won'],
    ['lost', 3, 'Lost'],
  ])(
    'leaves an opportunity that is %s on both sides over, whatever its stage is mapped to later',
    async (kind, statusId, name) => {
      const [id, closed] = [20 + statusId, { status: { id: statusId, name } }];
      const before = await mappedConfiguration(f);
      const record = rawOpportunity(id, 60, 600, { ...onStage(7), ...closed });
      await f.take('opportunity', [record], { configuration: before });
      expect(await opportunity(id)).toMatchObject({ stage: name, won: kind === 'won' });
      const configuration = await mappedConfiguration(f, { stages: { Quote: ['7', null] } });
      const edited = (more: object) =>
        rawOpportunity(id, 60, 600, { ...onStage(7), ...closed, name: record.name, ...more });
      await f.take('opportunity', [edited({ notes: 'Sent the papers' })], { configuration });
      await f.take('opportunity', [edited({ ...onStage(8), notes: 'And the rest' })], { configuration });
      expect(await opportunity(id)).toMatchObject({ stage: name, won: kind === 'won' });
      const [row] = await f.rows<{ notes: string }>(
        `select o.notes from entity_link l join opportunity o on o.id = l.local_id where l.entity = 'opportunity' and l.remote_id = $1`,
        [String(id)],
      );
      expect(row?.notes).toBe('And the rest');
      const told = await f.rows<{ code: string | null; changes: { field: string }[] }>(
        `select code, changes from audit_event where entity = 'opportunity' and remote_id = $1 order by seq offset 1`,
        [String(id)],
      );
      expect(told.map(({ code, changes }) => [code, changes.map(({ field }) => field)])).toEqual([
        [null, ['notes']],
        [null, ['notes']],
      ]);
      // Reopened there, it is open here.
      const open = { status: { id: 1, name: 'Open' } };
      await f.take('opportunity', [edited({ ...open, notes: 'Once more' })], { configuration });
      expect(await opportunity(id)).toMatchObject({ stage: 'Quote', won: false });
    },
  );

  it('A9: lets a closed status go first where the admin opted in', async () => {
    const configuration = await mappedConfiguration(f, {
      stages: { Quote: ['8', null] },
      opportunityMapping: { closedStatusWins: true },
    });
    await f.take('opportunity', [rawOpportunity(10, 60, 600, { ...onStage(8), ...won })], { configuration });
    expect(await opportunity(10)).toMatchObject({ stage: 'Won', won: true });
    expect(await remarks(10)).toEqual([]);
  });

  describe('a closed status', () => {
    const noDecision = { status: { id: 4, name: 'No decision' } };
    const renewal = { status: { id: 5, name: 'Signed - Renewal' } };
    beforeAll(() =>
      f.rows(
        `insert into reference_item (connection_id, kind, remote_id, label, flags) values
         ($1, 'status', '4', 'No decision', '{"closedFlag": true}'), ($1, 'status', '5', 'Signed - Renewal', '{"wonFlag": true, "closedFlag": true}')`,
        [f.connectionId],
      ),
    );

    it('never arrives open without a remark', async () => {
      const configuration = await mappedConfiguration(f);
      await f.take(
        'opportunity',
        [rawOpportunity(30, 60, 600, noDecision), rawOpportunity(31, 60, 600, renewal), rawOpportunity(32, 60, 600)],
        { configuration },
      );
      expect(await opportunity(31)).toMatchObject({ stage: 'Lead', won: false });
      expect(await remarks(30)).toMatchObject([
        { description: 'Status No decision ignored, it is closed in ConnectWise but mapped to no stage here.' },
      ]);
      expect(await remarks(31)).toMatchObject([
        { description: 'Status Signed - Renewal ignored, it is closed in ConnectWise but mapped to no stage here.' },
      ]);
      expect(await remarks(32)).toEqual([]);
    });

    it('arrives as what an admin chose it to mean, several statuses as one; left as it is, with a remark', async () => {
      const chosen = (outcomes: Record<string, string>) => ({
        closedStatuses: Object.entries(outcomes).map(([statusId, outcome]) => ({ statusId, outcome })),
      });
      const mapped = await mappedConfiguration(f);
      const configuration = { ...mapped, ...chosen({ '2': 'won', '5': 'won', '4': 'lost' }) } as typeof mapped;
      await f.take('opportunity', [rawOpportunity(33, 60, 600, noDecision), rawOpportunity(34, 60, 600, renewal)], {
        configuration,
      });
      expect(await Promise.all([33, 34].map(opportunity))).toMatchObject([
        { stage: 'Lost' },
        { stage: 'Won', won: true },
      ]);
      expect(await Promise.all([33, 34].map(remarks))).toEqual([[], []]);
      const asIs = { ...mapped, ...chosen({ '4': 'as_is' }) } as typeof mapped;
      await f.take('opportunity', [rawOpportunity(35, 60, 600, noDecision)], { configuration: asIs });
      expect([(await opportunity(35))?.stage, (await remarks(35)).length]).toEqual(['Lead', 1]);
    });

    it('that is left as it is changes no stage of a linked opportunity, and the log says so', async () => {
      const mapped = await mappedConfiguration(f);
      const closedStatuses = [{ statusId: '4', outcome: 'as_is' as const }];
      const configuration = { ...mapped, closedStatuses };
      await f.take('opportunity', [rawOpportunity(40, 60, 600, won), rawOpportunity(41, 60, 600, onStage(7))], {
        configuration,
      });
      // One was won here meanwhile, and that has not gone out yet.
      await f.rows(
        `update opportunity set stage_id = (select id from pipeline_stage where kind = 'won' order by position limit 1), won_at = '2026-05-06T07:08:09Z'
         where name = 'Opportunity 41'`,
      );
      const at = () =>
        f.rows(`select name, won_at from opportunity where name in ('Opportunity 40', 'Opportunity 41') order by name`);
      const before = await at();
      for (const notes of ['They did not decide.', 'Still not.'])
        await f.take(
          'opportunity',
          [40, 41].map((id) => rawOpportunity(id, 60, 600, { ...noDecision, notes })),
          {
            configuration,
          },
        );
      expect(await at()).toEqual(before);
      expect(await Promise.all([40, 41].map(opportunity))).toMatchObject([{ stage: 'Won' }, { stage: 'Won' }]);
      const told = {
        description: 'Status No decision changed no stage here: the settings say to leave it as it is.',
        linked: true,
      };
      expect(await Promise.all([40, 41].map(remarks))).toMatchObject([
        [told, told],
        [told, told],
      ]);
      const [reopened] = await f.rows(
        `select count(*)::int as n from audit_event where remote_id in ('40', '41') and code in ('reopened', 'conflict')`,
      );
      expect(reopened?.n).toBe(0);
      // Neither an edit of ConnectWise nor an agreement: what was won here still has to go out.
      const [link] = await f.rows<{ base: { stageId: string } }>(
        `select base from entity_link where entity = 'opportunity' and remote_id = '41'`,
      );
      const [lead] = await f.rows<{ id: string }>(`select id from pipeline_stage where name = 'Lead'`);
      expect(link?.base.stageId).toBe(lead?.id);
      // A status that says something comes in again.
      await f.take('opportunity', [rawOpportunity(40, 60, 600, { status: { id: 1, name: 'Open' }, notes: 'Again.' })], {
        configuration,
      });
      expect(await opportunity(40)).toMatchObject({ stage: 'Lead', won: false });
    });

    it('that takes a win back leaves a row that keeps its date', async () => {
      const configuration = await mappedConfiguration(f);
      await f.take('opportunity', [rawOpportunity(36, 60, 600, won)], { configuration });
      const [before] = await f.rows<{ at: Date }>(`select won_at as at from opportunity where name = 'Opportunity 36'`);
      expect(before?.at).toBeInstanceOf(Date);
      await f.take('opportunity', [rawOpportunity(36, 60, 600, { ...noDecision, notes: 'They left.' })], {
        configuration,
      });
      expect(await opportunity(36)).toMatchObject({ stage: 'Lead', won: false });
      const [kept] = await f.rows(
        `select description, changes from audit_event where remote_id = '36' and code = 'reopened'`,
      );
      const day = before?.at.toISOString().slice(0, 10);
      expect(kept).toEqual({
        description: `No longer won by what ConnectWise says. It had been won on ${day}.`,
        changes: [{ field: 'wonAt', from: before?.at.toISOString(), to: null }],
      });
    });
  });

  describe('R29: with CW Status', () => {
    const field = {
      stages: { Won: ['9', '2'] as [string, string] },
      opportunityMapping: { statusSource: 'custom_field' },
    };

    it('takes the status into the field, on create in every mode and on update where updates come in', async () => {
      const configuration = await mappedConfiguration(f, field);
      await f.take('opportunity', [rawOpportunity(20, 60, 600, onStage(7))], {
        configuration,
        capabilities: pullNewPushWon,
      });
      expect(await opportunity(20)).toMatchObject({ stage: 'Lead', fields: { 'CW Status': 'Open' } });
      await f.rows(
        `update opportunity set custom_fields = custom_fields || '{"Seats": 5}' where name = 'Opportunity 20'`,
      );
      const changed = rawOpportunity(20, 60, 600, { ...onStage(7), ...won });
      await f.take('opportunity', [changed], { configuration, capabilities: pullNewPushWon });
      expect(await opportunity(20)).toMatchObject({ fields: { 'CW Status': 'Open', Seats: 5 } });
      const again = rawOpportunity(20, 60, 600, { ...onStage(7), ...won, notes: 'Signed.' });
      await f.take('opportunity', [again], { configuration });
      expect(await opportunity(20)).toMatchObject({ stage: 'Lead', fields: { 'CW Status': 'Won', Seats: 5 } });
      const [change] = await f.rows(
        `select changes from audit_event where remote_id = '20' and operation = 'update' order by seq desc limit 1`,
      );
      expect(change?.changes).toContainEqual({ field: 'cwStatus', from: 'Open', to: 'Won' });
    });

    it('merges the field with its base, the CRM’s value standing where both sides changed it', async () => {
      const configuration = await mappedConfiguration(f, field);
      await f.take('opportunity', [rawOpportunity(21, 60, 600)], { configuration });
      await f.rows(`update opportunity set custom_fields = '{"CW Status": "Lost"}' where name = 'Opportunity 21'`);
      await f.take('opportunity', [rawOpportunity(21, 60, 600, { ...won, notes: 'theirs' })], { configuration });
      expect(await opportunity(21)).toMatchObject({ fields: { 'CW Status': 'Lost' } });
      const [change] = await f.rows(
        `select changes from audit_event where remote_id = '21' and operation = 'update' order by seq desc limit 1`,
      );
      expect(change?.changes).toContainEqual({
        field: "cwStatus (ConnectWise's, not taken)",
        from: 'Lost',
        to: 'Won',
      });
    });

    it('R30: leaves the field as it is once the option is off', async () => {
      const configuration = await mappedConfiguration(f);
      await f.take('opportunity', [rawOpportunity(21, 60, 600, { notes: 'more' })], { configuration });
      await f.take('opportunity', [rawOpportunity(22, 60, 600)], { configuration });
      expect(await opportunity(21)).toMatchObject({ fields: { 'CW Status': 'Lost' } });
      expect(await opportunity(22)).toMatchObject({ fields: {} });
    });
  });
});
