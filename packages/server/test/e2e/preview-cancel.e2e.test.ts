import { chooseEverything } from '../support/settings.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { sumsOfTables } from '../support/touched-tables.ts';
import { until } from '../support/until.ts';

const start = 'mutation { startPreview { preview { id state } problems { code message } } }';
const cancel = `mutation ($id: ID!) {
  cancelPreview(id: $id) { preview { id state cancelledBy finishedAt } problems { code field message } } }`;

describe('a preview that is cancelled while it reads ConnectWise', () => {
  let app: TestApp;
  let cancelledId: string;
  const seen = async (): Promise<number> => {
    const { latestPreview } = await app.graphql('{ latestPreview { entities { processed } } }');
    return latestPreview.entities.reduce((n: number, one: { processed: number }) => n + one.processed, 0);
  };
  const rows = <T extends object>(sql: string) => app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql));
  const others = async () => {
    const { sync_preview: _preview, ...rest } = await sumsOfTables(app.test);
    return rest;
  };
  /** Sessions of previews, in which their copies of tables live. */
  const sessions = async (): Promise<number> => {
    const [row] = await rows<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and application_name = 'causeway-preview'`,
    );
    return row?.n ?? 0;
  };

  beforeAll(async () => {
    app = await createTestApp({ sandbox: 'demo', tools: { pull: { pageSize: 200 } } });
    const { url: siteUrl, company: loginCompany, publicKey, privateKey } = app.sandbox;
    await app.graphql('mutation ($input: ConnectInput!) { connect(input: $input) { problems { message } } }', {
      input: { siteUrl, loginCompany, publicKey, privateKey },
    });
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query(
        `insert into pipeline_stage (name, position, kind) values ('Open', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
      ),
    );
    await chooseEverything(app);
    await app.settle();
  }, 60_000);
  afterAll(() => app.stop());

  it('P11: stops within seconds and leaves nothing behind', async () => {
    const before = await others();
    app.sandbox.setLatency(100);
    const { startPreview } = await app.graphql(start);
    cancelledId = startPreview.preview.id;
    const working = app.settle();
    await until(async () => (await seen()) >= 200, 'a page was tried');
    expect(await sessions()).toBe(1);
    const { cancelPreview } = await app.graphql(cancel, { id: cancelledId });
    expect(cancelPreview).toEqual({
      preview: { id: cancelledId, state: 'CANCELLED', cancelledBy: 'admin', finishedAt: expect.any(String) },
      problems: [],
    });
    await until(async () => (await sessions()) === 0, 'its worker let go of the copies', 5_000);
    await working;
    expect(await others()).toEqual(before);
    expect(await rows('select 1 from sync_preview_record')).toEqual([]);
    const { latestPreview } = await app.graphql('{ latestPreview { id state error } }');
    expect(latestPreview).toEqual({ id: cancelledId, state: 'CANCELLED', error: null });
    const { setupSteps } = await app.graphql('{ setupSteps { step state note } }');
    expect(setupSteps).toContainEqual({ step: 'PREVIEW', state: 'OPEN', note: 'The last one was cancelled.' });
  }, 60_000);

  it('starts no sync', async () => {
    const { startSync } = await app.graphql(
      'mutation ($id: ID!) { startSync(previewId: $id) { run { id } problems { code step field message } } }',
      { id: cancelledId },
    );
    expect(startSync).toEqual({
      run: null,
      problems: [
        {
          code: 'preview_cancelled',
          step: 'PREVIEW',
          field: 'previewId',
          message: 'This preview was cancelled. Make a new one, then start.',
        },
      ],
    });
  });

  it('makes room for a new one at once, even while the worker of the old one is still reading', async () => {
    app.sandbox.setLatency(300);
    const { startPreview: first } = await app.graphql(start);
    const working = app.settle();
    await until(async () => (await seen()) >= 200, 'a page was tried');
    await app.graphql(cancel, { id: first.preview.id });
    app.sandbox.setLatency(0);
    const { startPreview: second } = await app.graphql(start);
    expect(second).toMatchObject({ preview: { state: 'RUNNING' }, problems: [] });
    expect(second.preview.id).not.toBe(first.preview.id);
    await working;
    await app.settle();
    const { latestPreview } = await app.graphql('{ latestPreview { id state changedSince } }');
    expect(latestPreview).toEqual({ id: second.preview.id, state: 'DONE', changedSince: [] });
    const [stored] = await rows<{ n: number; previews: string[] }>(
      'select count(*)::int as n, array_agg(distinct preview_id::text) as previews from sync_preview_record',
    );
    expect(stored).toEqual({ n: await seen(), previews: [second.preview.id] });
  }, 90_000);

  it('tells in words why there is nothing to cancel', async () => {
    const { latestPreview } = await app.graphql('{ latestPreview { id } }');
    const over = await app.graphql(cancel, { id: latestPreview.id });
    expect(over.cancelPreview).toEqual({
      preview: null,
      problems: [
        {
          code: 'not_running',
          field: 'id',
          message: 'This preview is over already. Look at it, or make a new one.',
        },
      ],
    });
    const none = await app.graphql(cancel, { id: 'nothing' });
    expect(none.cancelPreview.problems).toEqual([
      { code: 'not_found', field: 'id', message: 'There is no such preview.' },
    ]);
  });

  it('R62: is not for support staff', async () => {
    const { errors } = await app.ask(cancel, { id: cancelledId }, { as: 'support' });
    expect(errors[0]?.extensions?.code).toBe('forbidden');
  });
});
