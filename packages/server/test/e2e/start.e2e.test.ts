import { chooseEverything } from '../support/settings.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const startMutation = `mutation ($previewId: ID, $withoutPreview: Boolean) {
  startSync(previewId: $previewId, withoutPreview: $withoutPreview) {
    run { id state settingsRevision } problems { code step field message } } }`;

describe('save and start', () => {
  let app: TestApp;
  const rows = <T extends object>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const start = async (variables: object = {}) => (await app.graphql(startMutation, variables)).startSync;
  const makePreview = async (): Promise<string> => {
    const { startPreview } = await app.graphql('mutation { startPreview { preview { id } problems { message } } }');
    expect(startPreview.problems).toEqual([]);
    await app.settle();
    return startPreview.preview.id;
  };
  const step = async (name: string) =>
    (await app.graphql('{ setupSteps { step state note } }')).setupSteps.find(
      (one: { step: string }) => one.step === name,
    );

  beforeEach(async () => {
    app = await createTestApp();
    await rows(
      `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Quote', 2, 'open'), ('Won', 3, 'won'), ('Lost', 4, 'lost')`,
    );
    app.sandbox.store.insert('companies', {
      identifier: 'Acme',
      name: 'Acme',
      site: { name: 'Main' },
      addressLine1: '1 Main St',
    });
    const { url: siteUrl, company: loginCompany, publicKey, privateKey } = app.sandbox;
    await app.graphql('mutation ($input: ConnectInput!) { connect(input: $input) { problems { message } } }', {
      input: { siteUrl, loginCompany, publicKey, privateKey },
    });
    await chooseEverything(app);
  });
  afterEach(() => app.stop());

  it('R7: is refused while ConnectWise is not connected, and so is a preview', async () => {
    await rows('delete from connection');
    expect((await start()).problems).toMatchObject([{ code: 'not_connected' }]);
    const { startPreview } = await app.graphql('mutation { startPreview { preview { id } problems { code } } }');
    expect(startPreview).toEqual({ preview: null, problems: [{ code: 'not_connected' }] });
  });

  it('R48: reports every problem of every step at once, at its field, and starts nothing', async () => {
    await rows(`update reference_item set is_active = false where kind in ('location', 'department')`);
    const { run, problems } = await start();
    expect(run).toBeNull();
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ step: 'SCOPE', code: 'option_inactive', field: 'defaults.locationId' }),
        expect.objectContaining({ step: 'SCOPE', code: 'option_inactive', field: 'defaults.departmentId' }),
        expect.objectContaining({ step: 'PREVIEW', code: 'preview_missing', field: 'previewId' }),
      ]),
    );
    expect(await rows('select 1 from sync_run')).toEqual([]);
    expect(await rows('select sync_started_at from connection')).toEqual([{ sync_started_at: null }]);
  });

  it('P1: wants a preview before the first start, unless the caller says otherwise', async () => {
    expect((await start()).problems).toMatchObject([{ code: 'preview_missing', step: 'PREVIEW' }]);
    expect((await start({ previewId: app.workspaceId })).problems).toMatchObject([{ code: 'preview_missing' }]);
    expect(await start({ withoutPreview: true })).toMatchObject({ run: { state: 'RUNNING' }, problems: [] });
  });

  it('R48: goes by the preview that was looked at, and refuses it once anything has changed, naming what', async () => {
    const previewId = await makePreview();
    expect(await step('PREVIEW')).toMatchObject({ state: 'DONE' });
    const refusal = async () => (await start({ previewId })).problems[0];
    await app.graphql('mutation { saveSyncSettings(input: { mode: REAL_TIME }) { problems { message } } }');
    expect(await refusal()).toMatchObject({
      code: 'preview_stale',
      message: expect.stringMatching(/the settings \(revision 2 then, 3 now\)/),
    });
    expect(await step('PREVIEW')).toEqual({
      step: 'PREVIEW',
      state: 'NEEDS_WORK',
      note: 'The settings changed since the preview.',
    });
    await rows(
      `update reference_item set label = 'Renamed' where kind = 'stage' and remote_id = (select min(remote_id) from reference_item where kind = 'stage')`,
    );
    await rows(`insert into pipeline_stage (name, position, kind) values ('Proposal', 9, 'open')`);
    const { message } = await refusal();
    expect(message).toContain('the list "stage" of ConnectWise');
    expect(message).toContain('the pipeline');
    const { preview } = await app.graphql('query ($id: ID!) { preview(id: $id) { changedSince } }', { id: previewId });
    expect(preview.changedSince).toHaveLength(3);
    const again = await makePreview();
    expect(await start({ previewId: again })).toMatchObject({
      run: { state: 'RUNNING', settingsRevision: 3 },
      problems: [],
    });
  });

  it('R49: starts once, however often and from wherever it is asked for', async () => {
    const previewId = await makePreview();
    const answers = await Promise.all(Array.from({ length: 4 }, () => start({ previewId })));
    expect(new Set(answers.map(({ run }) => run.id)).size).toBe(1);
    expect(await rows('select 1 from sync_run')).toHaveLength(1);
    await app.settle();
    expect(await rows('select state from sync_run')).toEqual([{ state: 'done' }]);
  });

  it('R51: asks ConnectWise every 15 minutes from then on', async () => {
    await start({ withoutPreview: true });
    const [due] = await rows<{ minutes: number }>(
      'select round(extract(epoch from next_pull_at - sync_started_at) / 60)::int as minutes from connection',
    );
    expect(due).toEqual({ minutes: 15 });
    await app.settle();
    await rows('update connection set next_pull_at = now()');
    const due2 = await app.database.acrossWorkspaces((tx) => tx.query('select * from system_due_pulls()'));
    expect(due2).toHaveLength(1);
  });

  it('makes one preview at a time, and none while the first sync runs', async () => {
    const ask = async () =>
      (await app.graphql('mutation { startPreview { preview { id } problems { code } } }')).startPreview;
    const [one, two] = await Promise.all([ask(), ask()]);
    expect(one.preview.id).toBe(two.preview.id);
    expect((await start({ previewId: one.preview.id })).problems).toMatchObject([{ code: 'preview_unfinished' }]);
    await app.settle();
    await start({ previewId: one.preview.id });
    expect(await ask()).toEqual({ preview: null, problems: [{ code: 'already_running' }] });
  });

  it('fails a preview in words when ConnectWise refuses the keys', async () => {
    app.sandbox.revokeKeys();
    await makePreview();
    const { latestPreview } = await app.graphql('{ latestPreview { state error } }');
    expect(latestPreview).toMatchObject({ state: 'FAILED', error: expect.stringMatching(/private key is wrong/) });
  });

  it('lets support and viewers look, and not start, preview or cancel', async () => {
    const previewId = await makePreview();
    for (const as of ['support', 'viewer'] as const) {
      expect((await app.graphql('{ latestPreview { id } }', {}, { as })).latestPreview.id).toBe(previewId);
      for (const mutation of [
        'startSync { problems { code } }',
        'startPreview { problems { code } }',
        `cancelRun(id: "${previewId}") { problems { code } }`,
      ]) {
        const { errors } = await app.ask(`mutation { ${mutation} }`, {}, { as });
        expect(errors[0]?.extensions?.code).toBe('forbidden');
      }
    }
  });
});
