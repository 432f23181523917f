import { createTestApp, type TestApp } from '../../../../test/support/test-app.ts';

const save = `mutation ($input: SyncSettingsInput!) {
  saveSyncSettings(input: $input) { settings { revision } problems { code field message } }
}`;
const simulate = `query ($input: SimulateMappingInput!) { simulateMapping(input: $input) {
  push { remoteStageId remoteStatusId } pull { stage { name } rule } problems { code } } }`;

describe('R26, R27: stages and statuses that come in as one', () => {
  let app: TestApp;
  let stages: { id: string; name: string }[];

  const saved = async (input: object) => (await app.graphql(save, { input })).saveSyncSettings;
  const simulated = async (input: object) => (await app.graphql(simulate, { input }, { as: 'viewer' })).simulateMapping;
  const stageId = (name: string) => stages.find((s) => s.name === name)?.id ?? '';
  const refresh = () => app.graphql('mutation { refreshReferenceData { problems { code } } }');

  beforeAll(async () => {
    app = await createTestApp();
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query(
        `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Proposal', 2, 'open'), ('Won', 3, 'won'), ('Lost', 4, 'lost')`,
      ),
    );
    stages = (await app.graphql('{ pipelineStages { id name } }')).pipelineStages;
    const { url: siteUrl, company: loginCompany, publicKey, privateKey } = app.sandbox;
    await app.graphql('mutation ($input: ConnectInput!) { connect(input: $input) { problems { code } } }', {
      input: { siteUrl, loginCompany, publicKey, privateKey },
    });
  });
  afterAll(() => app.stop());

  it('lets several stages and statuses come in at one, of which one is sent; each at one stage only', async () => {
    const others = { otherRemoteStageIds: ['9', '10'], otherRemoteStatusIds: ['6'] };
    const quote = { stageId: stageId('Proposal'), remoteStageId: '7', remoteStatusId: '1' };
    expect((await saved({ stageMap: [{ ...quote, ...others }] })).problems).toEqual([]);
    const rows = async () =>
      (
        await app.graphql(
          '{ syncSettings { stageMap { stage { name } remoteStageId otherRemoteStageIds otherRemoteStatusIds } } }',
        )
      ).syncSettings.stageMap.find((row: { stage: { name: string } }) => row.stage.name === 'Proposal');
    expect(await rows()).toMatchObject({ remoteStageId: '7', ...others });
    const pull = async (remoteStageId: string, remoteStatusId: string) =>
      (await simulated({ stageId: stageId('Proposal'), remoteStageId, remoteStatusId })).pull;
    expect(await pull('10', '4')).toMatchObject({ stage: { name: 'Proposal' }, rule: 'STAGE_MAP' });
    expect(await pull('6', '6')).toMatchObject({ stage: { name: 'Proposal' }, rule: 'STATUS_MAP' });
    const push = (await simulated({ stageId: stageId('Proposal'), remoteStageId: '10', remoteStatusId: '1' })).push;
    expect(push).toMatchObject({ remoteStageId: '7', remoteStatusId: '1' });

    // As others see it: taken, unknown, twice, and none that is sent.
    const refused = async (row: object) =>
      (await saved({ stageMap: [row] })).problems.map((one: { code: string; field: string }) => [one.code, one.field]);
    const lead = stageId('Lead');
    expect(await refused({ stageId: lead, remoteStageId: '10' })).toEqual([
      ['mapping_taken', 'stageMap.0.remoteStageId'],
    ]);
    expect(await refused({ stageId: lead, remoteStageId: '8', otherRemoteStageIds: ['7'] })).toEqual([
      ['mapping_taken', 'stageMap.0.otherRemoteStageIds'],
    ]);
    expect(await refused({ stageId: lead, remoteStageId: '8', otherRemoteStageIds: ['99'] })).toEqual([
      ['unknown_option', 'stageMap.0.otherRemoteStageIds'],
    ]);
    expect(await refused({ stageId: lead, otherRemoteStageIds: ['6'] })).toEqual([
      ['none_is_sent', 'stageMap.0.remoteStageId'],
    ]);

    // A program that knows nothing of them leaves them; the history names them; an export carries them; drift tells of one that is gone.
    await saved({ stageMap: [{ ...quote, remoteStageId: '9' }] });
    expect(await rows()).toMatchObject({
      remoteStageId: '9',
      otherRemoteStageIds: ['10'],
      otherRemoteStatusIds: ['6'],
    });
    const { settingsRevisions } = await app.graphql(
      '{ settingsRevisions(first: 1) { items { changes { label from to } } } }',
    );
    expect(settingsRevisions.items[0].changes).toContainEqual({
      label: 'Further stages that come in for Proposal',
      from: '4.Negotiation, 5.Verbal',
      to: '5.Verbal',
    });
    const { exportSettings } = await app.graphql('{ exportSettings }');
    expect(exportSettings.labels.stage).toMatchObject({ 10: '5.Verbal' });
    app.sandbox.store.remove('stages', 10);
    await refresh();
    const { driftTasks } = await app.graphql('{ driftTasks { remoteId usedBy holdsBack advice } }');
    expect(driftTasks).toContainEqual({
      remoteId: '10',
      usedBy: ['Proposal'],
      holdsBack: false,
      advice: expect.stringContaining('Take it out there'),
    });
    await saved({ stageMap: [{ stageId: stageId('Proposal') }] });
    expect(await rows()).toMatchObject({ remoteStageId: null, otherRemoteStageIds: [], otherRemoteStatusIds: [] });
  });
});
