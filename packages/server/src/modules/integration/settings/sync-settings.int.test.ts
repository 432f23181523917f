import { createTestApp, type TestApp } from '../../../../test/support/test-app.ts';

const settings = `mode revision startedAt
  defaults { locationId departmentId ratingId stageId statusId opportunityTypeId salesRepId taxCodeId }
  stageMap { stage { id name kind position } remoteStageId remoteStatusId effective }`;
const save = `mutation ($input: SyncSettingsInput!) {
  saveSyncSettings(input: $input) { settings { ${settings} } problems { code field message } }
}`;

interface Option {
  remoteId: string;
  label: string;
  isActive: boolean;
  flags: Record<string, unknown>;
}

describe('sync settings', () => {
  let app: TestApp;
  let stages: { id: string; name: string; kind: string }[];
  let remoteStages: Option[];
  let statuses: Option[];

  const options = async (kind: string): Promise<Option[]> =>
    (
      await app.graphql('query ($kind: String!) { referenceItems(kind: $kind) { remoteId label isActive flags } }', {
        kind,
      })
    ).referenceItems;
  const saved = async (input: object, as: 'admin' | 'viewer' = 'admin') =>
    (await app.graphql(save, { input }, { as })).saveSyncSettings;
  const read = async () => (await app.graphql(`{ syncSettings { ${settings} } }`)).syncSettings;

  beforeAll(async () => {
    app = await createTestApp();
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query(
        `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Proposal', 2, 'open'), ('Won', 3, 'won'), ('Lost', 4, 'lost')`,
      ),
    );
    stages = (await app.graphql('{ pipelineStages { id name kind } }')).pipelineStages;
  });
  afterAll(() => app.stop());

  const stageId = (name: string) => stages.find((s) => s.name === name)?.id ?? '';

  it('R7: there are none, and none can be saved, before ConnectWise is connected', async () => {
    expect(await read()).toBeNull();
    expect((await saved({ mode: 'REAL_TIME' })).problems).toMatchObject([{ code: 'not_connected' }]);
  });

  describe('once connected', () => {
    beforeAll(async () => {
      const { connect } = await app.graphql(
        'mutation ($input: ConnectInput!) { connect(input: $input) { connection { id } problems { code message } } }',
        {
          input: {
            siteUrl: app.sandbox.url,
            loginCompany: app.sandbox.company,
            publicKey: app.sandbox.publicKey,
            privateKey: app.sandbox.privateKey,
          },
        },
      );
      expect(connect.problems).toEqual([]);
      remoteStages = (await options('stage')).filter((o) => o.isActive);
      statuses = (await options('status')).filter((o) => o.isActive);
    });

    it('starts with the standard mode and defaults from ConnectWise’s own flags', async () => {
      const found = await read();
      const status = statuses.find((s) => s.remoteId === found.defaults.statusId);
      expect(found).toMatchObject({ mode: 'PULL_NEW_PUSH_WON', revision: 1, startedAt: null });
      expect(status?.flags).toMatchObject({ defaultFlag: true, closedFlag: false });
      expect(found.defaults).toMatchObject({
        locationId: expect.any(String),
        departmentId: expect.any(String),
        stageId: expect.any(String),
        salesRepId: expect.any(String),
        ratingId: null,
      });
    });

    it('A7: says for each stage what a push will set', async () => {
      const { stageMap } = await read();
      expect(stageMap.map((row: { effective: string }) => row.effective)).toEqual([
        expect.stringMatching(/^stage unchanged \(.+ when new\), status unchanged \(Open when new or reopened\)$/),
        expect.stringMatching(/status unchanged \(Open when new or reopened\)$/),
        expect.stringMatching(/status Won.* \(marked as won\)$/),
        expect.stringMatching(/status Lost \(marked as lost\)$/),
      ]);
    });

    it('saves mode, defaults and maps at once, in one revision that both logs tell in the words of the screen', async () => {
      const rating = (await options('rating'))[0]?.remoteId;
      const answer = await saved({
        mode: 'REAL_TIME',
        defaults: { ratingId: rating },
        stageMap: [{ stageId: stageId('Proposal'), remoteStageId: remoteStages[1]?.remoteId }],
      });
      expect(answer.problems).toEqual([]);
      expect(answer.settings).toMatchObject({ mode: 'REAL_TIME', revision: 2, defaults: { ratingId: rating } });
      expect(answer.settings.stageMap[1].effective).toContain(`stage ${remoteStages[1]?.label},`);
      const { auditEvents, securityEvents } = await app.graphql(
        '{ auditEvents(first: 1) { items { operation description changes { field from to } } } securityEvents(kinds: ["settings_saved"]) { description } }',
      );
      const [{ description, operation, changes }] = auditEvents.items;
      expect(operation).toBe('SETTING');
      const stage = { field: 'Stage for Proposal', from: null, to: remoteStages[1]?.label };
      expect(changes).toEqual([
        expect.objectContaining({ field: 'Mode', to: 'Real time' }),
        expect.objectContaining({ field: 'Default rating', from: null }),
        stage,
      ]);
      expect(description).toMatch(/^Changed the sync settings\. Mode: .+ → Real time; Default rating: nothing → /);
      expect(description).toContain(`Stage for Proposal: nothing → ${stage.to}.`);
      expect(securityEvents[0]?.description).toBe(description);
      const revisions = await app.database.inWorkspace(app.workspaceId, (tx) =>
        tx.query<{ revision: number }>('select revision from settings_revision order by revision'),
      );
      expect(revisions).toEqual([{ revision: 1 }, { revision: 2 }]);
    });

    it('makes no revision when nothing was changed', async () => {
      expect((await saved({ mode: 'REAL_TIME' })).settings.revision).toBe(2);
    });

    it('goes back to ConnectWise’s own default', async () => {
      expect((await saved({ defaults: { ratingId: null } })).settings.defaults.ratingId).toBeNull();
    });

    it('R26, R28: refuses an option that another stage has, and takes it when it was freed in the same save', async () => {
      const taken = remoteStages[1]?.remoteId;
      const conflict = await saved({ stageMap: [{ stageId: stageId('Lead'), remoteStageId: taken }] });
      expect(conflict).toMatchObject({
        settings: null,
        problems: [
          {
            code: 'mapping_taken',
            field: 'stageMap.0.remoteStageId',
            message: expect.stringContaining('is mapped to "Proposal" already'),
          },
        ],
      });
      const freed = await saved({
        stageMap: [
          { stageId: stageId('Lead'), remoteStageId: taken },
          { stageId: stageId('Proposal'), remoteStageId: remoteStages[0]?.remoteId },
        ],
      });
      expect(freed.problems).toEqual([]);
      expect(freed.settings.stageMap.slice(0, 2).map((r: { remoteStageId: string }) => r.remoteStageId)).toEqual([
        taken,
        remoteStages[0]?.remoteId,
      ]);
    });

    it('tells every problem at once and saves nothing of it', async () => {
      const before = await read();
      const won = statuses.find((s) => s.flags.wonFlag)?.remoteId;
      const answer = await saved({
        mode: 'PULL_ONLY',
        defaults: { statusId: won, stageId: '999999' },
        stageMap: [{ stageId: stageId('Lost'), remoteStatusId: '999999' }],
      });
      expect(answer.problems.map((p: { field: string }) => p.field)).toEqual([
        'defaults.stageId',
        'defaults.statusId',
        'stageMap.0.remoteStatusId',
      ]);
      expect(await read()).toEqual(before);
    });

    it('R33: reads a stage that was added in ConnectWise, and keeps the maps', async () => {
      const before = await read();
      app.sandbox.store.insert('stages', { name: '9.Signature', sequenceNumber: 9 });
      const { refreshReferenceData } = await app.graphql(
        `mutation { refreshReferenceData { settings { ${settings} } problems { code } } }`,
      );
      expect(refreshReferenceData.problems).toEqual([]);
      expect(refreshReferenceData.settings.stageMap).toEqual(before.stageMap);
      expect((await options('stage')).map((o) => o.label)).toContain('9.Signature');
    });

    it('names the list that the security role may not read', async () => {
      app.sandbox.deny('/sales/opportunities/ratings');
      const { refreshReferenceData } = await app.graphql(
        'mutation { refreshReferenceData { settings { mode } problems { code field message } } }',
      );
      app.sandbox.allow('/sales/opportunities/ratings');
      expect(refreshReferenceData.problems).toMatchObject([{ code: 'forbidden', field: 'rating' }]);
      expect(refreshReferenceData.settings.mode).toBe('REAL_TIME');
    });

    it('lets a viewer see, not change', async () => {
      await expect(saved({ mode: 'PULL_ONLY' }, 'viewer')).rejects.toMatchObject({ code: 'forbidden' });
      expect((await app.graphql('{ syncSettings { mode } }', {}, { as: 'viewer' })).syncSettings.mode).toBe(
        'REAL_TIME',
      );
    });

    it('shows a stranger nothing', async () => {
      expect((await app.graphql('{ syncSettings { mode } }', {}, { as: 'stranger' })).syncSettings).toBeNull();
    });
  });
});
