import { createTestApp, type TestApp, type TestAppOptions } from './test-app.ts';
import { until } from './until.ts';

/** The product with a pipeline and a connection to the demo sandbox; nothing started. */
export async function createConnectedApp(options: TestAppOptions = {}): Promise<TestApp> {
  const app = await createTestApp({ sandbox: 'demo', ...options });
  await app.database.inWorkspace(app.workspaceId, (tx) =>
    tx.query(
      `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Proposal', 2, 'open'), ('Won', 3, 'won'), ('Lost', 4, 'lost')`,
    ),
  );
  await connect(app);
  return app;
}

/** Enters the sandbox's keys, as an administrator does. */
export async function connect({ graphql, sandbox }: TestApp): Promise<void> {
  const { url: siteUrl, company: loginCompany, publicKey, privateKey } = sandbox;
  const { connect: answer } = await graphql(
    'mutation ($input: ConnectInput!) { connect(input: $input) { problems { message } } }',
    { input: { siteUrl, loginCompany, publicKey, privateKey } },
  );
  if (answer.problems.length > 0) throw new Error(answer.problems[0].message);
}

/** The IDs of the pipeline's stages by name. */
export async function stageIds(app: TestApp): Promise<Record<string, string>> {
  const { pipelineStages } = await app.graphql('{ pipelineStages { id name } }');
  return Object.fromEntries(pipelineStages.map((stage: { id: string; name: string }) => [stage.name, stage.id]));
}

/** Saves some settings; throws when they are refused. */
export async function saveSettings(app: Pick<TestApp, 'graphql'>, input: object): Promise<void> {
  const { saveSyncSettings } = await app.graphql(
    'mutation ($input: SyncSettingsInput!) { saveSyncSettings(input: $input) { problems { field message } } }',
    { input },
  );
  if (saveSyncSettings.problems.length > 0) throw new Error(JSON.stringify(saveSyncSettings.problems));
}

/** Until all due work is done and no run goes on. */
export const untilNothingRuns = (app: TestApp): Promise<void> =>
  until(
    async () => {
      await app.settle();
      const running = await app.database.inWorkspace(app.workspaceId, (tx) =>
        tx.query(`select 1 from sync_run where state = 'running'`),
      );
      return running.length === 0;
    },
    'nothing runs any more',
    60_000,
  );
