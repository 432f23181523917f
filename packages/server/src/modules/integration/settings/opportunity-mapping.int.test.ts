import { createTestApp, type TestApp } from '../../../../test/support/test-app.ts';

const settings = `revision stageMap { stage { id name } remoteStageId remoteStatusId effective }
  opportunityMapping { statusSource wonStatusId lostStatusId closedStatusWins }
  mappingFallback { remoteStageId remoteStatusId stageId }`;
const save = `mutation ($input: SyncSettingsInput!) {
  saveSyncSettings(input: $input) { settings { ${settings} } problems { code field message } }
}`;
const simulate = `query ($input: SimulateMappingInput!) { simulateMapping(input: $input) {
  push { remoteStageId stageRule remoteStatusId statusRule sentence }
  pull { stage { name } rule ignoredStatus sentence }
  problems { code field message } } }`;

describe('the mapping of opportunities', () => {
  let app: TestApp;
  let stages: { id: string; name: string }[];

  const saved = async (input: object) => (await app.graphql(save, { input })).saveSyncSettings;
  const read = async () => (await app.graphql(`{ syncSettings { ${settings} } }`)).syncSettings;
  const simulated = async (input: object) => (await app.graphql(simulate, { input }, { as: 'viewer' })).simulateMapping;
  const stageId = (name: string) => stages.find((s) => s.name === name)?.id ?? '';
  const fields = async () =>
    (await app.graphql('{ customFields(entity: "opportunity") { name type options } }')).customFields;
  const missing = async () => {
    const { setupSteps } = await app.graphql('{ setupSteps { step state problems { code field message } } }');
    return setupSteps.find((s: { step: string }) => s.step === 'MAPPING');
  };
  const refresh = () => app.graphql('mutation { refreshReferenceData { problems { code } } }');

  beforeAll(async () => {
    app = await createTestApp();
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query(
        `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Proposal', 2, 'open'), ('Won', 3, 'won'),
         ('Won again', 4, 'won'), ('Lost', 5, 'lost')`,
      ),
    );
    stages = (await app.graphql('{ pipelineStages { id name } }')).pipelineStages;
    const { url: siteUrl, company: loginCompany, publicKey, privateKey } = app.sandbox;
    await app.graphql('mutation ($input: ConnectInput!) { connect(input: $input) { problems { code } } }', {
      input: { siteUrl, loginCompany, publicKey, privateKey },
    });
    await saved({ productMap: { nameTo: 'IDENTIFIER' } });
  });
  afterAll(() => app.stop());

  it('R32, A6: names won and lost as missing until they are mapped, and no open stage', async () => {
    expect(await missing()).toMatchObject({
      state: 'NEEDS_WORK',
      problems: [
        { code: 'unmapped', field: 'stageMap.2.remoteStatusId', message: expect.stringContaining('"Won"') },
        { code: 'unmapped', field: 'stageMap.4.remoteStatusId', message: expect.stringContaining('"Lost"') },
      ],
    });
    const { problems } = await saved({
      stageMap: [
        { stageId: stageId('Won again'), remoteStatusId: '5' },
        { stageId: stageId('Lost'), remoteStatusId: '3' },
      ],
    });
    expect(problems).toEqual([]);
    expect((await missing()).problems).toEqual([]);
  });

  it('A7: shows what each row comes to, the default being no error', async () => {
    expect((await read()).stageMap.map((row: { effective: string }) => row.effective)).toEqual([
      'stage unchanged (1.Lead when new), status unchanged (Open when new or reopened)',
      'stage unchanged (1.Lead when new), status unchanged (Open when new or reopened)',
      'stage unchanged (1.Lead when new), status Signed - Renewal (of the other won stage)',
      'stage unchanged (1.Lead when new), status Signed - Renewal',
      'stage unchanged (1.Lead when new), status Lost',
    ]);
  });

  it('R26, R27: of two admins who map the same option at once, the second is told who has it', async () => {
    const answers = await Promise.all(
      ['Lead', 'Proposal'].map((name) =>
        saved({ stageMap: [{ stageId: stageId(name), remoteStageId: '8', remoteStatusId: '1' }] }),
      ),
    );
    const refused = answers.filter((a) => a.problems.length > 0);
    expect(refused).toHaveLength(1);
    const holder = (await read()).stageMap.find((row: { remoteStageId: string }) => row.remoteStageId === '8');
    expect(refused[0].problems).toEqual([
      {
        code: 'mapping_taken',
        field: 'stageMap.0.remoteStageId',
        message: expect.stringContaining(`"3.Quote" is mapped to "${holder.stage.name}" already`),
      },
      {
        code: 'mapping_taken',
        field: 'stageMap.0.remoteStatusId',
        message: expect.stringContaining(`"Open" is mapped to "${holder.stage.name}" already`),
      },
    ]);
    const rows = await app.test.sql(`select kind, remote_key from mapping where remote_key = '8' and kind = 'stage'`);
    expect(rows).toHaveLength(1);
  });

  it('R26: the database refuses a second holder whatever wrote it', async () => {
    const [row] = await app.test.sql<{ id: string }>('select id from connection');
    await expect(
      app.database.inWorkspace(app.workspaceId, (tx) =>
        tx.query(
          `insert into mapping (connection_id, kind, local_key, remote_key) values ($1, 'stage', 'another', '8')`,
          [row?.id],
        ),
      ),
    ).rejects.toThrow(/mapping_remote/);
  });

  it('R28: gives a freed option to another row in the same save', async () => {
    await saved({ stageMap: [{ stageId: stageId('Lead') }, { stageId: stageId('Proposal'), remoteStageId: '8' }] });
    const { problems } = await saved({
      stageMap: [{ stageId: stageId('Lead'), remoteStageId: '8' }, { stageId: stageId('Proposal') }],
    });
    expect(problems).toEqual([]);
  });

  describe('R34, R35: simulated', () => {
    it('answers both ways by the saved settings, naming the rule', async () => {
      const found = await simulated({ stageId: stageId('Lost'), remoteStageId: '9', remoteStatusId: '2' });
      expect(found).toMatchObject({
        push: { stageRule: 'KEPT', remoteStatusId: '3', statusRule: 'MAPPED' },
        pull: { stage: { name: 'Lead' }, rule: 'DEFAULT', ignoredStatus: 'Won' },
        problems: [],
      });
      expect(found.pull.sentence).toContain(
        'neither the ConnectWise stage "4.Negotiation" nor the status "Won" is mapped',
      );
    });

    it('takes what is not saved yet, and saves none of it', async () => {
      const before = await read();
      const unsaved = {
        stageMap: [{ stageId: stageId('Proposal'), remoteStageId: '9' }],
        opportunityMapping: { closedStatusWins: true },
      };
      expect((await simulated({ ...unsaved, remoteStageId: '9', remoteStatusId: '1' })).pull).toMatchObject({
        stage: { name: 'Proposal' },
        rule: 'STAGE_MAP',
      });
      expect((await simulated({ ...unsaved, remoteStageId: '9', remoteStatusId: '2' })).pull).toMatchObject({
        stage: { name: 'Won' },
        rule: 'CLOSED_STATUS',
      });
      expect(await read()).toEqual(before);
    });

    it('refuses what could not be saved either', async () => {
      const taken = { stageMap: [{ stageId: stageId('Proposal'), remoteStageId: '8' }], remoteStageId: '8' };
      expect((await simulated(taken)).problems).toMatchObject([{ code: 'mapping_taken' }]);
      expect((await simulated({ stageId: '00000000-0000-0000-0000-000000000000' })).problems).toMatchObject([
        { code: 'not_found', field: 'stageId' },
      ]);
    });
  });

  describe('closed statuses', () => {
    const closed = async () =>
      (await app.graphql('{ syncSettings { closedStatuses { statusId outcome } } }')).syncSettings.closedStatuses;

    it('are refused where they are open, or not in ConnectWise', async () => {
      const { problems } = await saved({
        closedStatuses: [
          { statusId: '1', outcome: 'WON' },
          { statusId: '2', outcome: 'WON' },
          { statusId: '99', outcome: 'LOST' },
        ],
      });
      expect(problems).toEqual([
        {
          code: 'not_closed_status',
          field: 'closedStatuses.0.statusId',
          message: 'The status "Open" is open in ConnectWise. Choose an outcome for closed statuses only.',
        },
        {
          code: 'unknown_option',
          field: 'closedStatuses.2.statusId',
          message: 'ConnectWise has no status with ID 99. Refresh the lists and choose again.',
        },
      ]);
      expect(await closed()).toEqual([]);
    });

    it('mean what was chosen, several the same; a save names only what it changes', async () => {
      await saved({
        closedStatuses: [
          { statusId: '2', outcome: 'WON' },
          { statusId: '4', outcome: 'WON' },
        ],
      });
      await saved({ closedStatuses: [{ statusId: '4', outcome: 'AS_IS' }] });
      expect(await closed()).toEqual([
        { statusId: '2', outcome: 'WON' },
        { statusId: '4', outcome: 'AS_IS' },
      ]);
      const { settingsRevisions } = await app.graphql(
        '{ settingsRevisions(first: 1) { items { changes { label from to } } } }',
      );
      expect(settingsRevisions.items[0].changes).toEqual([
        { label: 'Meaning of the closed status for No decision', from: 'Won', to: 'Leave as it is' },
      ]);
    });

    it('are tried out before they are saved', async () => {
      const remote = { remoteStageId: '9', remoteStatusId: '4' };
      const sentence = 'An opportunity that is linked already keeps the stage that it has here.';
      expect((await simulated(remote)).pull).toMatchObject({
        rule: 'DEFAULT',
        sentence: expect.stringContaining(sentence),
      });
      const unsaved = { ...remote, closedStatuses: [{ statusId: '4', outcome: 'LOST' }] };
      expect((await simulated(unsaved)).pull).toMatchObject({ stage: { name: 'Lost' }, rule: 'CLOSED_OUTCOME' });
      expect((await closed()).find((row: { statusId: string }) => row.statusId === '4').outcome).toBe('AS_IS');
      expect(
        (await simulated({ ...remote, closedStatuses: [{ statusId: '1', outcome: 'LOST' }] })).problems,
      ).toMatchObject([{ code: 'not_closed_status' }]);
    });

    it('go with an export, and come in again by their names', async () => {
      const document = (await app.graphql('{ exportSettings }')).exportSettings;
      expect(document.configuration.closedStatuses).toHaveLength(2);
      expect(document.labels.status).toMatchObject({ '2': 'Won', '4': 'No decision' });
      await saved({ closedStatuses: [{ statusId: '2' }, { statusId: '4' }] });
      expect(await closed()).toEqual([]);
      const { importSettings } = await app.graphql(
        `mutation ($document: JSON!) { importSettings(document: $document, apply: true, leaveOut: false) {
          isApplied changes { label from to } problems { message } } }`,
        { document },
      );
      expect(importSettings).toEqual({
        isApplied: true,
        changes: [
          { label: 'Meaning of the closed status for Won', from: null, to: 'Won' },
          { label: 'Meaning of the closed status for No decision', from: null, to: 'Leave as it is' },
        ],
        problems: [],
      });
      await saved({ closedStatuses: [{ statusId: '2' }, { statusId: '4' }] });
    });
  });

  it('R33: reads a stage that was added in ConnectWise without losing a row', async () => {
    const before = await read();
    app.sandbox.store.insert('stages', { name: '6.Signature', sequenceNumber: 6 });
    await refresh();
    expect((await read()).stageMap).toEqual(before.stageMap);
    const { referenceItems } = await app.graphql('{ referenceItems(kind: "stage") { label } }');
    expect(referenceItems).toContainEqual({ label: '6.Signature' });
  });

  it('names a row whose option was deactivated, keeps it, and refuses the option to others', async () => {
    app.sandbox.store.patch('opportunityStatuses', 3, { inactiveFlag: true });
    await refresh();
    expect((await missing()).problems).toEqual([
      {
        code: 'option_inactive',
        field: expect.stringMatching(/^stageMap\.\d\.remoteStatusId$/),
        message: expect.stringContaining('Lost was deactivated in ConnectWise; used by Lost'),
      },
    ]);
    expect((await saved({ stageMap: [{ stageId: stageId('Won'), remoteStatusId: '6' }] })).problems).toMatchObject([
      { code: 'inactive_option', field: 'stageMap.0.remoteStatusId' },
    ]);
    app.sandbox.store.patch('opportunityStatuses', 3, { inactiveFlag: false });
    await refresh();
    expect((await missing()).problems).toEqual([]);
  });

  describe('R25, R29: CW Status', () => {
    const on = { opportunityMapping: { statusSource: 'CUSTOM_FIELD' } };

    it('is refused while opportunities have such a field of another type', async () => {
      const make = (sql: string) => app.database.inWorkspace(app.workspaceId, (tx) => tx.query(sql));
      await make(`insert into custom_field (entity, name, type) values ('opportunity', 'CW Status', 'text')`);
      expect(await saved(on)).toMatchObject({
        settings: null,
        problems: [{ code: 'custom_field_exists', field: 'opportunityMapping.statusSource' }],
      });
      await make(`delete from custom_field where name = 'CW Status'`);
    });

    it('makes the field once, with the statuses that ConnectWise offers', async () => {
      expect((await saved(on)).problems).toEqual([]);
      await saved(on);
      await saved({ opportunityMapping: { closedStatusWins: false } });
      expect(await fields()).toEqual([
        { name: 'CW Status', type: 'list', options: ['Open', 'Won', 'Lost', 'No decision', 'Signed - Renewal'] },
      ]);
    });

    it('R25, A11: wants the stage of won and lost, and which of several won statuses is meant', async () => {
      expect((await missing()).problems.map((p: { field: string }) => p.field)).toEqual([
        'stageMap.2.remoteStageId',
        'stageMap.4.remoteStageId',
        'opportunityMapping.wonStatusId',
      ]);
      expect((await saved({ opportunityMapping: { wonStatusId: '3' } })).problems).toMatchObject([
        { code: 'not_won_status', field: 'opportunityMapping.wonStatusId' },
      ]);
      await saved({ opportunityMapping: { wonStatusId: '2' } });
      expect((await missing()).problems).toHaveLength(2);
    });

    it('shows the status map nowhere in the results, and keeps it', async () => {
      const { stageMap } = await read();
      expect(stageMap[3]).toMatchObject({
        remoteStatusId: '5',
        effective: 'stage unchanged (1.Lead when new), status Won (chosen for won)',
      });
      expect((await simulated({ stageId: stageId('Lead'), cwStatus: 'No decision' })).push).toMatchObject({
        remoteStatusId: '4',
        statusRule: 'CW_STATUS',
      });
    });

    it('keeps the options up, lets records move along with a renamed status, and keep one that is no longer offered', async () => {
      const client = (await app.graphql('mutation { createClient(input: { name: "Harbor" }) { client { id } } }'))
        .createClient.client;
      const create = (value: string) =>
        app.graphql(
          `mutation ($input: OpportunityInput!) { createOpportunity(input: $input) { opportunity { id customFields { name value } } problems { message } } }`,
          {
            input: {
              name: value,
              clientId: client.id,
              stageId: stageId('Lead'),
              customFields: [{ name: 'CW Status', value }],
            },
          },
        );
      const [renamed, gone] = [await create('No decision'), await create('Lost')].map(
        (a) => a.createOpportunity.opportunity,
      );
      app.sandbox.store.patch('opportunityStatuses', 4, { name: 'Undecided' });
      app.sandbox.store.patch('opportunityStatuses', 3, { inactiveFlag: true });
      await refresh();
      expect((await fields())[0].options).toEqual(['Open', 'Won', 'Undecided', 'Signed - Renewal']);
      const cwStatusOf = async ({ id }: { id: string }) =>
        (await app.graphql('query ($id: ID!) { opportunity(id: $id) { customFields { name value } } }', { id }))
          .opportunity.customFields;
      expect(await cwStatusOf(renamed)).toEqual([{ name: 'CW Status', value: 'Undecided' }]);
      const { updateOpportunity } = await app.graphql(
        `mutation ($id: ID!, $input: OpportunityInput!) { updateOpportunity(id: $id, input: $input) { problems { message } } }`,
        {
          id: gone.id,
          input: {
            name: 'Gone',
            clientId: client.id,
            stageId: stageId('Lead'),
            customFields: [{ name: 'CW Status', value: 'Lost' }],
          },
        },
      );
      expect(updateOpportunity.problems).toEqual([]);
      expect(await cwStatusOf(gone)).toEqual([{ name: 'CW Status', value: 'Lost' }]);
    });

    it('R30: gives the status map back as it was, and leaves the field', async () => {
      await saved({ opportunityMapping: { statusSource: 'MAP' } });
      const { stageMap, opportunityMapping } = await read();
      expect(opportunityMapping).toMatchObject({ statusSource: 'MAP', wonStatusId: '2' });
      expect(stageMap[3]).toMatchObject({
        remoteStatusId: '5',
        effective: 'stage unchanged (1.Lead when new), status Signed - Renewal',
      });
      expect(await fields()).toHaveLength(1);
    });
  });
});
