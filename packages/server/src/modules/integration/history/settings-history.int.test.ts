import { createConnectedApp, saveSettings, stageIds } from '../../../../test/support/connected-app.ts';
import type { TestApp } from '../../../../test/support/test-app.ts';

const change = 'label from to';

interface Document {
  [key: string]: unknown;
  configuration: { defaults: Record<string, string>; stageMap: Record<string, string | null>[] };
  labels: Record<string, Record<string, string>>;
}

describe('the history of the settings', () => {
  let app: TestApp;
  let stages: Record<string, string>;

  const revisions = async (variables: object = {}, as: 'admin' | 'viewer' | 'stranger' = 'admin') =>
    (
      await app.graphql(
        `query ($first: Int, $after: String) { settingsRevisions(first: $first, after: $after) {
          items { revision actor note isCurrent changes { ${change} } } pageInfo { endCursor hasNextPage } } }`,
        variables,
        { as },
      )
    ).settingsRevisions;
  const restore = async (revision: number, as: 'admin' | 'support' = 'admin') =>
    (
      await app.graphql(
        `mutation ($revision: Int!) { restoreSettings(revision: $revision) {
          settings { revision mode stageMap { stage { name } remoteStageId } } problems { code field message } } }`,
        { revision },
        { as },
      )
    ).restoreSettings;
  const exported = async (): Promise<Document> => (await app.graphql('{ exportSettings }')).exportSettings;
  const imported = async (document: unknown, apply: boolean, leaveOut = false, choices: object[] = []) =>
    (
      await app.graphql(
        `mutation ($document: JSON!, $apply: Boolean!, $leaveOut: Boolean!, $choices: [ImportChoiceInput!]) {
          importSettings(document: $document, apply: $apply, leaveOut: $leaveOut, choices: $choices) {
            changes { ${change} } matched { label id newId } unresolved { kind field label reason } isApplied
            settings { revision } problems { code field message } } }`,
        { document, apply, leaveOut, choices },
      )
    ).importSettings;
  const refresh = () => app.graphql('mutation { refreshReferenceData { problems { message } } }');
  const current = async () => (await app.graphql('{ syncSettings { revision } }')).syncSettings.revision;

  beforeAll(async () => {
    app = await createConnectedApp();
    stages = await stageIds(app);
    await saveSettings(app, { stageMap: [{ stageId: stages.Proposal, remoteStageId: '8' }] });
    await saveSettings(app, {
      mode: 'REAL_TIME',
      stageMap: [{ stageId: stages.Proposal, remoteStageId: '9' }],
      defaults: { ratingId: '4' },
    });
  });
  afterAll(() => app.stop());

  it('tells who changed what, by the names of stages and options', async () => {
    expect((await revisions()).items).toEqual([
      {
        revision: 3,
        actor: 'admin',
        note: null,
        isCurrent: true,
        changes: [
          { label: 'Mode', from: 'Bring in new records, send won opportunities', to: 'Real time' },
          { label: 'Default rating', from: null, to: 'Hot' },
          { label: 'Stage for Proposal', from: '3.Quote', to: '4.Negotiation' },
        ],
      },
      {
        revision: 2,
        actor: 'admin',
        note: null,
        isCurrent: false,
        changes: [{ label: 'Stage for Proposal', from: null, to: '3.Quote' }],
      },
      { revision: 1, actor: null, note: null, isCurrent: false, changes: [] },
    ]);
  });

  it('comes in pages', async () => {
    const { items, pageInfo } = await revisions({ first: 2 });
    expect(items.map((one: { revision: number }) => one.revision)).toEqual([3, 2]);
    expect(pageInfo.hasNextPage).toBe(true);
    const rest = await revisions({ first: 2, after: pageInfo.endCursor });
    expect(rest.items.map((one: { revision: number }) => one.revision)).toEqual([1]);
    expect(rest.pageInfo.hasNextPage).toBe(false);
  });

  it('restores an earlier state as a new revision', async () => {
    const { settings, problems } = await restore(2);
    expect(problems).toEqual([]);
    expect(settings).toMatchObject({ revision: 4, mode: 'PULL_NEW_PUSH_WON' });
    expect(settings.stageMap.find((row: { stage: { name: string } }) => row.stage.name === 'Proposal')).toMatchObject({
      remoteStageId: '8',
    });
    const [newest] = (await revisions({ first: 1 })).items;
    expect(newest).toMatchObject({ revision: 4, note: 'Restored revision 2.', actor: 'admin' });
    expect(newest.changes).toContainEqual({ label: 'Stage for Proposal', from: '4.Negotiation', to: '3.Quote' });
    const { auditEvents } = await app.graphql('{ auditEvents(first: 1) { items { description actor } } }');
    expect(auditEvents.items).toEqual([{ description: 'Restored revision 2.', actor: 'admin' }]);
  });

  it('refuses to restore what cannot be any more, with the field, and changes nothing', async () => {
    await saveSettings(app, { defaults: { opportunityTypeId: '4' } });
    await saveSettings(app, { defaults: { opportunityTypeId: null } });
    app.sandbox.store.patch('opportunityTypes', 4, { inactiveFlag: true });
    await refresh();
    const { settings, problems } = await restore(5);
    app.sandbox.store.patch('opportunityTypes', 4, { inactiveFlag: false });
    await refresh();
    expect(settings).toBeNull();
    expect(problems).toEqual([
      {
        code: 'inactive_option',
        field: 'defaults.opportunityTypeId',
        message: 'The opportunity type "Hardware Refresh" is inactive in ConnectWise. Choose another.',
      },
    ]);
    expect(await current()).toBe(6);
    // A stage has no flag for inactive: it vanishes.
    app.sandbox.store.insert('stages', { name: '9.Signature', sequenceNumber: 9 });
    await refresh();
    const [added] = app.sandbox.store.list('stages').filter((one) => one.name === '9.Signature');
    await saveSettings(app, { stageMap: [{ stageId: stages.Lead, remoteStageId: String(added?.id) }] });
    await saveSettings(app, { stageMap: [{ stageId: stages.Lead, remoteStageId: null }] });
    app.sandbox.store.remove('stages', added?.id ?? 0);
    await refresh();
    expect((await restore(7)).problems).toEqual([
      {
        code: 'option_gone',
        field: 'stageMap.1.remoteStageId',
        message: 'Stage 9.Signature is no longer in ConnectWise; used by Lead.',
      },
    ]);
    expect(await current()).toBe(8);
    expect((await restore(99)).problems).toMatchObject([{ code: 'not_found', field: 'revision' }]);
  });

  it('A20, R3: exports the settings with the labels of all IDs, and no key', async () => {
    const document = await exported();
    expect(document).toMatchObject({
      format: 'causeway-settings',
      version: 1,
      revision: 8,
      account: { loginCompany: app.sandbox.company },
      configuration: { stageMap: [{ stageId: stages.Proposal, remoteStageId: '8' }] },
      labels: { stage: { 8: '3.Quote' }, crm_stage: { [stages.Proposal ?? '']: 'Proposal' } },
    });
    for (const secret of [app.sandbox.privateKey, app.sandbox.publicKey, app.sandbox.clientId])
      expect(JSON.stringify(document)).not.toContain(secret);
  });

  it('imports an export of another account by the labels: first told, then applied', async () => {
    const document = await exported();
    const other = {
      ...document,
      account: { host: 'eu.myconnectwise.net', loginCompany: 'other' },
      configuration: {
        ...document.configuration,
        mode: 'pull_only',
        defaults: { ...document.configuration.defaults, ratingId: '77' },
        stageMap: [{ stageId: 'of-another-pipeline', remoteStageId: '101', remoteStatusId: null }],
      },
      labels: { rating: { 77: 'Warm' }, stage: { 101: '5.Verbal' }, crm_stage: { 'of-another-pipeline': 'Lead' } },
    };
    const preview = await imported(other, false);
    expect(preview).toMatchObject({ isApplied: false, settings: null, problems: [], unresolved: [] });
    expect(preview.changes).toEqual([
      { label: 'Mode', from: 'Bring in new records, send won opportunities', to: 'Only from ConnectWise' },
      { label: 'Default rating', from: null, to: 'Warm' },
      { label: 'Stage for Proposal', from: '3.Quote', to: null },
      { label: 'Stage for Lead', from: null, to: '5.Verbal' },
    ]);
    expect(preview.matched).toEqual(
      expect.arrayContaining([
        { label: 'Warm', id: '77', newId: '3' },
        { label: '5.Verbal', id: '101', newId: '10' },
        { label: 'Lead', id: 'of-another-pipeline', newId: stages.Lead },
      ]),
    );
    expect(await current()).toBe(8);
    expect(await imported(other, true)).toMatchObject({ isApplied: true, settings: { revision: 9 } });
    expect((await revisions({ first: 1 })).items[0]).toMatchObject({ note: 'Imported revision 8 of other.' });
  });

  it('applies nothing while something is unresolved, unless told to leave it out', async () => {
    const document = await exported();
    const other = {
      ...document,
      account: { host: 'eu.myconnectwise.net', loginCompany: 'other' },
      configuration: {
        ...document.configuration,
        mode: 'real_time',
        defaults: { ...document.configuration.defaults, ratingId: '77' },
      },
      labels: { ...document.labels, rating: { 77: 'Lukewarm' } },
    };
    expect(await imported(other, true)).toMatchObject({
      isApplied: false,
      unresolved: [
        { kind: 'rating', field: 'defaults.ratingId', label: 'Lukewarm', reason: 'Nothing here is called "Lukewarm".' },
      ],
      problems: expect.arrayContaining([expect.objectContaining({ code: 'unresolved', field: 'defaults.ratingId' })]),
    });
    expect(await current()).toBe(9);
    expect(await imported(other, true, true)).toMatchObject({
      isApplied: true,
      problems: [],
      changes: [
        { label: 'Mode', to: 'Real time' },
        { label: 'Default rating', from: 'Warm', to: null },
      ],
    });
    expect(await current()).toBe(10);
  });

  it('takes another location for one that is not here, chosen from the list; nothing is saved with a wrong choice', async () => {
    const { referenceItems } = await app.graphql('{ referenceItems(kind: "location") { remoteId label isActive } }');
    const [here] = referenceItems.filter((one: { isActive: boolean }) => one.isActive);
    const exportOf = await exported();
    const document = {
      ...exportOf,
      account: { host: 'eu.myconnectwise.net', loginCompany: 'other' },
      configuration: {
        ...exportOf.configuration,
        defaults: { ...exportOf.configuration.defaults, locationId: '1234', departmentId: null },
      },
      labels: { ...exportOf.labels, location: { 1234: 'Springfield' } },
    };
    const before = await current();
    const first = (
      await app.graphql(
        `mutation ($document: JSON!) { importSettings(document: $document, apply: true) { isApplied
          unresolved { kind id label suggestedId isOmitted } options { kind word options { id label } } problems { code field } } }`,
        { document },
      )
    ).importSettings;
    expect(first).toMatchObject({
      isApplied: false,
      unresolved: [{ kind: 'location', id: '1234', label: 'Springfield', suggestedId: null, isOmitted: false }],
      problems: [{ code: 'unresolved', field: 'defaults.locationId' }],
    });
    expect(first.options).toEqual([
      {
        kind: 'location',
        word: 'location',
        options: expect.arrayContaining([{ id: here.remoteId, label: here.label }]),
      },
    ]);
    expect(await imported(document, true, false, [{ kind: 'location', id: '1234', newId: '777' }])).toMatchObject({
      isApplied: false,
      problems: expect.arrayContaining([
        {
          code: 'unknown_option',
          field: 'choices.0.newId',
          message: 'There is no location with ID 777 here. Choose one of the list, or refresh the lists.',
        },
      ]),
    });
    expect(await current()).toBe(before);
    const applied = await imported(document, true, false, [{ kind: 'location', id: '1234', newId: here.remoteId }]);
    expect(applied).toMatchObject({ isApplied: true, problems: [], unresolved: [] });
    expect(applied.changes).toEqual([{ label: 'Default location', from: null, to: here.label }]);
    expect((await exported()).configuration.defaults.locationId).toBe(here.remoteId);
    expect(await restore(before)).toMatchObject({ problems: [] });
  });

  it('says kindly what is no export', async () => {
    expect(await imported({ name: 'package' }, true)).toMatchObject({
      isApplied: false,
      problems: [{ code: 'not_settings', field: 'document' }],
    });
  });

  it('R43: tells who imported which tax codes and when, beside the revisions; there is nothing to restore of it', async () => {
    const importCodes = () => app.graphql('mutation { importTaxCodes(apply: true) { applied problems { message } } }');
    const entries = async (variables: object = {}) =>
      (
        await app.graphql(
          `query ($first: Int, $after: String) { settingsRevisions(first: $first, after: $after) {
            items { kind revision at actor note isCurrent isRestorable changes { ${change} } } pageInfo { endCursor hasNextPage } } }`,
          variables,
        )
      ).settingsRevisions;
    await app.graphql('mutation { importTaxCodes(apply: false) { applied } }');
    await importCodes();
    app.sandbox.store.patch('taxCodes', 13, { levelOneRate: 0.075 });
    await importCodes();
    const { items, pageInfo } = await entries({ first: 2 });
    expect(items[0]).toEqual({
      kind: 'TAX_IMPORT',
      revision: 12,
      at: expect.any(String),
      actor: 'admin',
      note: expect.stringMatching(/^Imported \d+ tax codes; tax regions: 1 brought up to date, \d+ unchanged\./),
      isCurrent: false,
      isRestorable: false,
      changes: [{ label: 'Taxable rate of Georgia', from: '7 %', to: '7.5 %' }],
    });
    expect(items[1].changes).toEqual(
      expect.arrayContaining([
        { label: 'Tax code for Georgia', from: null, to: 'Georgia' },
        { label: 'Taxable rate of Georgia', from: null, to: '7 %' },
      ]),
    );
    const rest = await entries({ first: 2, after: pageInfo.endCursor });
    expect(rest.items).toMatchObject([
      { kind: 'SETTINGS', revision: 12, isCurrent: true, isRestorable: false },
      { kind: 'SETTINGS', revision: 11, isCurrent: false, isRestorable: true },
    ]);
    // The settings are as they were, and a restored revision leaves the regions alone.
    expect(await current()).toBe(12);
    expect((await restore(11)).problems).toEqual([]);
    const { taxRegions } = await app.graphql('{ taxRegions { name categories { name rate } } }');
    expect(taxRegions).toContainEqual({
      name: 'Georgia',
      categories: [
        { name: 'Taxable', rate: '7.5' },
        { name: 'Non-taxable', rate: '0' },
      ],
    });
    expect((await entries({ first: 1 })).items).toMatchObject([{ kind: 'SETTINGS', revision: 13, isCurrent: true }]);
  });

  it('lets support and viewers see, not change', async () => {
    expect((await revisions({}, 'viewer')).items).toHaveLength(15);
    expect((await revisions({}, 'stranger')).items).toEqual([]);
    await expect(restore(2, 'support')).rejects.toMatchObject({ code: 'forbidden' });
  });
});
