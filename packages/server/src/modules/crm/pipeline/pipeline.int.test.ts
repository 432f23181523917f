import { createConnectedApp, saveSettings, stageIds } from '../../../../test/support/connected-app.ts';
import { chooseEverything } from '../../../../test/support/settings.ts';
import type { TestApp } from '../../../../test/support/test-app.ts';

const payload = '{ stages { id name kind position } problems { code field } }';

describe('the pipeline, as an administrator shapes it', () => {
  let app: TestApp;
  const change = async (mutation: string) =>
    Object.values(await app.graphql(`mutation { ${mutation} ${payload} }`))[0] as {
      stages: { id: string; name: string; kind: string; position: number }[];
      problems: { code: string; field: string | null }[];
    };
  const names = async () =>
    (await app.graphql('{ pipelineStages { name } }')).pipelineStages.map(({ name }: { name: string }) => name);
  const stageMap = async (): Promise<{ stageId: string; remoteStageId: string | null }[]> => {
    const { syncSettings } = await app.graphql('{ syncSettings { stageMap { stage { id } remoteStageId } } }');
    return syncSettings.stageMap.map((row: { stage: { id: string }; remoteStageId: string | null }) => ({
      stageId: row.stage.id,
      remoteStageId: row.remoteStageId,
    }));
  };

  beforeAll(async () => {
    app = await createConnectedApp({ sandbox: 'empty' });
    await chooseEverything(app);
  });
  afterAll(() => app.stop());

  it('gets a stage behind the others of its kind, under a name of its own', async () => {
    expect((await change('addPipelineStage(name: " Demo ")')).problems).toEqual([]);
    expect(await names()).toEqual(['Lead', 'Proposal', 'Demo', 'Won', 'Lost']);
    expect((await change('addPipelineStage(name: "demo")')).problems).toEqual([{ code: 'name_taken', field: 'name' }]);
    expect((await change('addPipelineStage(name: " ")')).problems).toEqual([{ code: 'required', field: 'name' }]);
  });

  it('keeps opportunities and mapping with a stage that is renamed and moved', async () => {
    const before = await stageMap();
    const { Lead, Proposal, Demo, Won, Lost } = await stageIds(app);
    expect((await change(`renamePipelineStage(id: "${Lead}", name: "Leads")`)).problems).toEqual([]);
    const moved = await change(
      `reorderPipelineStages(ids: ["${Demo}", "${Lead}", "${Proposal}", "${Won}", "${Lost}"])`,
    );
    expect(moved.stages.map(({ name, position }) => [name, position])).toEqual([
      ['Demo', 1],
      ['Leads', 2],
      ['Proposal', 3],
      ['Won', 4],
      ['Lost', 5],
    ]);
    const after = await stageMap();
    for (const { stageId, remoteStageId } of before)
      expect(after.find((row) => row.stageId === stageId)?.remoteStageId).toBe(remoteStageId);
    expect((await change(`reorderPipelineStages(ids: ["${Lead}"])`)).problems).toMatchObject([{ code: 'incomplete' }]);
  });

  it('retires a stage: its opportunities go to another one, its pair leaves the mapping', async () => {
    const { Proposal, Leads, Won } = await stageIds(app);
    const [stage] = (await app.graphql('{ referenceItems(kind: "stage") { remoteId } }')).referenceItems;
    await saveSettings(app, { stageMap: [{ stageId: Proposal, remoteStageId: stage.remoteId }] });
    const { createClient } = await app.graphql(
      'mutation { createClient(input: { name: "Harbor" }) { client { id } } }',
    );
    const { createOpportunity } = await app.graphql(
      'mutation ($input: OpportunityInput!) { createOpportunity(input: $input) { opportunity { id } } }',
      { input: { name: 'Refresh', clientId: createClient.client.id, stageId: Proposal } },
    );
    expect((await change(`retirePipelineStage(id: "${Proposal}")`)).problems).toEqual([
      { code: 'has_opportunities', field: 'moveTo' },
    ]);
    expect((await change(`retirePipelineStage(id: "${Proposal}", moveTo: "${Won}")`)).problems).toMatchObject([
      { code: 'other_kind' },
    ]);
    expect((await change(`retirePipelineStage(id: "${Proposal}", moveTo: "${Leads}")`)).problems).toEqual([]);
    expect(await names()).toEqual(['Demo', 'Leads', 'Won', 'Lost']);
    const { opportunity } = await app.graphql('query ($id: ID!) { opportunity(id: $id) { stage { name } } }', {
      id: createOpportunity.opportunity.id,
    });
    expect(opportunity.stage.name).toBe('Leads');
    expect((await stageMap()).some(({ stageId }) => stageId === Proposal)).toBe(false);
    // The stage of ConnectWise is free again for another one.
    await saveSettings(app, { stageMap: [{ stageId: Leads, remoteStageId: stage.remoteId }] });
    const { auditEvents } = await app.graphql(
      '{ auditEvents(filter: { code: "pipeline" }) { items { description actor } } }',
    );
    expect(auditEvents.items[0]).toMatchObject({ description: 'Pipeline stage "Proposal" retired.' });
  });

  it('keeps the last stage of a kind, and one that the settings need', async () => {
    const { Won, Demo } = await stageIds(app);
    expect((await change(`retirePipelineStage(id: "${Won}")`)).problems).toMatchObject([{ code: 'last_of_kind' }]);
    await saveSettings(app, { defaults: { localStageId: Demo } });
    expect((await change(`retirePipelineStage(id: "${Demo}")`)).problems).toMatchObject([{ code: 'in_use' }]);
    const { errors } = await app.ask(`mutation { addPipelineStage(name: "X") ${payload} }`, {}, { as: 'sales' });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'forbidden' } });
  });
});
