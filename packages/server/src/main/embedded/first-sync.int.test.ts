import { startWithoutPreview } from '../../../test/support/settings.ts';
import { createTestApp, PASSWORD, type TestApp } from '../../../test/support/test-app.ts';
import { until } from '../../../test/support/until.ts';
import { connectAndSync, firstSyncLeft } from './first-sync.ts';
import { StartError } from './start-error.ts';
import { Terminal } from './terminal.ts';

/** The first start of `npm start`, while somebody is in the application already. */
describe('the first sync of npm start', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await createTestApp();
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query(
        `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
      ),
    );
    app.sandbox.store.insert('companies', {
      ...{ name: 'Harbor', identifier: 'H', addressLine1: '1 Main St', site: { name: 'Main' } },
    });
  });
  afterEach(() => app.stop());

  /** Works on what is due until the start has come to its end; `during`: what somebody does while the first preview waits to be made. */
  const start = async (during: () => Promise<unknown>) => {
    let said = '';
    const write = (text: unknown) => {
      said += String(text);
      return true;
    };
    const terminal = new Terminal({ isTTY: false, columns: 80, write });
    const { url, company, publicKey, privateKey, clientId } = app.sandbox;
    const sandbox = { url, company, publicKey, privateKey, clientId };
    const credentials = { email: 'admin@test.example', password: PASSWORD };
    let isOver = false;
    const ended = connectAndSync({ baseUrl: app.url, ...credentials, sandbox }, terminal).then(
      () => null,
      (error: unknown) => error,
    );
    void ended.then(() => {
      isOver = true;
    });
    await until(async () => (await previews()).length > 0 || isOver, 'the preview is asked for', 20_000);
    await during();
    await until(
      async () => {
        await app.settle();
        return isOver;
      },
      'the start is over',
      60_000,
    );
    return { error: await ended, said };
  };
  const rows = <T extends object>(sql: string) => app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql));
  const previews = () => rows<{ state: string }>(`select state from sync_preview order by id`);
  const firstRuns = () => rows<{ state: string }>(`select state from sync_run where kind = 'initial'`);
  const mode = async () => (await app.graphql('{ syncSettings { mode } }')).syncSettings.mode;
  const save = () => app.graphql('mutation { saveSyncSettings(input: { mode: REAL_TIME }) { problems { message } } }');

  it('makes its preview again where the settings are saved meanwhile, and starts with what was saved', async () => {
    const { error, said } = await start(save);
    expect(error, said).toBeNull();
    expect(said).toContain('was changed meanwhile, so it is made again');
    expect(await previews()).toEqual([{ state: 'done' }]);
    expect(await firstRuns()).toEqual([{ state: 'done' }]);
    expect(await mode()).toBe('REAL_TIME');
  }, 90_000);

  it('follows the sync that somebody has started meanwhile, and starts none of its own', async () => {
    const { error, said } = await start(() => startWithoutPreview(app));
    expect(error, said).toBeNull();
    expect(await firstRuns()).toEqual([{ state: 'done' }]);
  }, 90_000);

  it('leaves the start to a person who cancels the preview, in a sentence, with the programs running', async () => {
    const { error } = await start(async () => {
      const { latestPreview } = await app.graphql('{ latestPreview { id } }');
      const { cancelPreview } = await app.graphql(
        'mutation ($id: ID!) { cancelPreview(id: $id) { problems { message } } }',
        { id: latestPreview.id },
      );
      expect(cancelPreview.problems).toEqual([]);
    });
    expect(error).toBeInstanceOf(StartError);
    expect(firstSyncLeft(error)).toMatch(
      /^Somebody cancelled the preview, .+ Everything runs all the same: go on in the application/,
    );
    expect(await firstRuns()).toEqual([]);
  }, 90_000);
});
