import { createConnectedApp } from '../../../../../test/support/connected-app.ts';
import { startWithoutPreview } from '../../../../../test/support/settings.ts';
import type { TestApp } from '../../../../../test/support/test-app.ts';
import { workerSigns } from '../../../../../test/support/worker-signs.ts';

/** Jobs run only when this test says so, so that what waits goes on waiting; a worker lives and does not look. */
describe('What waits while a worker lives', () => {
  let app: TestApp;
  let worker: Awaited<ReturnType<typeof workerSigns>>;
  beforeAll(async () => {
    app = await createConnectedApp({ sandbox: 'empty', heartbeat: false });
    worker = await workerSigns(app);
    await startWithoutPreview(app);
    await app.settle();
  });
  afterAll(() => app.stop());

  const health = async () =>
    (
      await app.graphql(
        '{ integrationHealth { tone sentence oldestPushAt troubles { code since } currentRun { state } } }',
      )
    ).integrationHealth;
  const codes = async () => (await health()).troubles.map(({ code }: { code: string }) => code);

  it('is nothing after a sync that is done', async () => {
    expect(await health()).toMatchObject({
      tone: 'ok',
      sentence: 'Everything that can pass is in step.',
      troubles: [],
    });
  });

  it('is a "Sync now" that nobody takes up, after half a minute', async () => {
    await app.graphql('mutation { syncNow { run { id } problems { message } } }');
    expect(await health()).toMatchObject({ sentence: 'Looking for changes in ConnectWise.', troubles: [] });
    await app.test.sql(`update sync_run set started_at = started_at - interval '40 seconds' where state = 'running'`);
    expect(await health()).toMatchObject({
      tone: 'attention',
      sentence: 'A sync was asked for, and no worker has taken it up.',
      troubles: [{ code: 'run_not_picked_up' }],
      currentRun: { state: 'RUNNING' },
    });
    await app.settle();
    expect(await codes()).toEqual([]);
  });

  it('is not a run that a worker holds, however long it takes', async () => {
    await app.graphql('mutation { syncNow { run { id } problems { message } } }');
    await app.test.sql(`update sync_run set started_at = started_at - interval '2 hours' where state = 'running'`);
    await app.test.sql(
      `update sync_cursor set lease_owner = 'somebody', lease_until = clock_timestamp() + interval '10 seconds'`,
    );
    expect(await codes()).toEqual([]);
    await app.test.sql(`update sync_cursor set lease_until = clock_timestamp() - interval '31 seconds'`);
    expect(await codes()).toEqual(['run_not_picked_up']);
    await app.settle();
    expect(await codes()).toEqual([]);
  });

  it('is a poll that is late by more than the sweep takes to find it', async () => {
    const late = (seconds: number) =>
      app.test.sql(`update connection set next_pull_at = clock_timestamp() - make_interval(secs => $1)`, [seconds]);
    await late(60);
    expect(await codes()).toEqual([]);
    await late(200);
    expect(await health()).toMatchObject({ tone: 'attention', sentence: 'The poll is 3 minutes late.' });
    await app.test.sql(`update connection set next_pull_at = clock_timestamp() + interval '10 minutes'`);
    expect(await codes()).toEqual([]);
  });

  it('is a change that is due while nobody sends any, and one that is on its way for too long', async () => {
    const push = (change: string) =>
      app.test.sql(
        `insert into push_request as p (workspace_id, connection_id, entity, local_id, reason, requested_at, next_attempt_at)
         select workspace_id, id, 'company', '00000000-0000-7000-8000-000000000001', 'changed', clock_timestamp(), clock_timestamp() from connection
         on conflict (workspace_id, connection_id, entity, local_id) do update set ${change}`,
      );
    await push('revision = 1');
    expect(await health()).toMatchObject({ tone: 'working', sentence: '1 change on the way to ConnectWise.' });
    await push(`next_attempt_at = clock_timestamp() - interval '80 seconds'`);
    expect(await health()).toMatchObject({
      tone: 'attention',
      sentence: 'Changes wait to go to ConnectWise, and no worker sends them.',
      oldestPushAt: expect.any(String),
    });
    await push(`next_attempt_at = clock_timestamp() + interval '2 minutes', requested_at = clock_timestamp() - interval '16 minutes',
      last_error = 'ConnectWise did not answer.'`);
    expect(await health()).toMatchObject({
      tone: 'attention',
      sentence: 'The oldest change has been on its way to ConnectWise for 16 minutes: ConnectWise did not answer.',
    });
    await app.test.sql('delete from push_request');
    expect(await codes()).toEqual([]);
  });

  it('is told after what is worse', async () => {
    await app.test.sql(`update connection set next_pull_at = clock_timestamp() - interval '5 minutes'`);
    await worker.silence();
    const { tone, troubles } = await health();
    expect([tone, troubles.map(({ code }: { code: string }) => code)]).toEqual([
      'stopped',
      ['worker_silent', 'poll_late'],
    ]);
  });
});
