import { createConnectedApp } from '../../../../../test/support/connected-app.ts';
import { settingsWith, startWithoutPreview } from '../../../../../test/support/settings.ts';
import type { TestApp } from '../../../../../test/support/test-app.ts';
import { workerSigns } from '../../../../../test/support/worker-signs.ts';

describe('R64: one record that ConnectWise refused', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createConnectedApp({ sandbox: 'empty', heartbeat: false });
    await workerSigns(app);
    await startWithoutPreview(app);
    await app.settle();
    const [connection] = await app.test.sql(`select id from connection`);
    const realTime = [connection?.id, JSON.stringify({ mode: 'real_time' })];
    await app.database.inWorkspace(app.workspaceId, (tx) => tx.query(settingsWith, realTime));
  });
  afterAll(() => app.stop());

  const health = async () =>
    (
      await app.graphql(
        '{ integrationHealth { sentence openIssues troubles { code sentence } lastRun { kind state error } } }',
      )
    ).integrationHealth;

  it('counts by its issue, and is no sync that failed', async () => {
    const input = { name: 'Harbor Dental', city: 'Tampa' };
    const { createClient } = await app.graphql(
      'mutation ($input: ClientInput!) { createClient(input: $input) { client { id } } }',
      { input },
    );
    await app.settle();
    app.sandbox.fail({ method: 'PATCH', path: /companies\/\d+$/, status: 400, times: 1 });
    await app.graphql(
      'mutation ($id: ID!, $input: ClientInput!) { updateClient(id: $id, input: $input) { client { id } } }',
      { id: createClient.client.id, input: { ...input, city: 'Ocala' } },
    );
    await app.settle();
    expect(app.sandbox.store.list('companies').find(({ name }) => name === 'Harbor Dental')).toMatchObject({
      city: 'Tampa',
    });
    expect(await health()).toMatchObject({
      openIssues: 1,
      lastRun: { kind: 'PUSH', state: 'FAILED' },
      sentence: expect.not.stringMatching(/failed/),
      troubles: [],
    });
    // A poll that failed before it is told all the same.
    await app.test.sql(
      `update sync_run set state = 'failed', error = 'It broke.' where id = (select id from sync_run where kind <> 'push' order by id desc limit 1)`,
    );
    expect((await health()).troubles).toEqual([{ code: 'run_failed', sentence: 'The last sync failed: It broke.' }]);
  });
});
