import { type ChoiceAnswer, choiceQuery, choicesFrom } from '../../src/main/embedded/choices.ts';
import type { TestApp } from './test-app.ts';

/** Gives a connection a configuration of its own: `[connectionId, JSON of the parts that differ from the empty one]`. */
export const settingsWith = `
with given as (select $1::uuid as id, $2::jsonb as configuration),
settings as (
  insert into sync_settings (connection_id, configuration) select id, configuration from given
  on conflict (workspace_id, connection_id) do update set configuration = excluded.configuration)
insert into settings_revision (connection_id, revision, configuration, changes) select id, 1, configuration, '[]' from given
on conflict (workspace_id, connection_id, revision) do update set configuration = excluded.configuration`;

/**
 * Chooses over GraphQL, by plain rules and from the lists of the connected ConnectWise, everything without which a sync does not start.
 * Call it after `connect`.
 */
export async function chooseEverything(app: Pick<TestApp, 'graphql'>): Promise<void> {
  const { refreshReferenceData } = await app.graphql('mutation { refreshReferenceData { problems { message } } }');
  if (refreshReferenceData.problems.length > 0) throw new Error(refreshReferenceData.problems[0].message);
  const answer = await app.graphql<ChoiceAnswer>(choiceQuery);
  const { saveSyncSettings } = await app.graphql(
    'mutation ($input: SyncSettingsInput!) { saveSyncSettings(input: $input) { problems { field message } } }',
    { input: choicesFrom(answer) },
  );
  if (saveSyncSettings.problems.length > 0) throw new Error(JSON.stringify(saveSyncSettings.problems));
}

/** The whole way to a first sync as an API user goes it: everything chosen, a start without a preview. Answers the run. */
export async function startWithoutPreview(app: Pick<TestApp, 'graphql'>): Promise<{ id: string; state: string }> {
  await chooseEverything(app);
  const { startSync } = await app.graphql(
    'mutation { startSync(withoutPreview: true) { run { id state } problems { step field message } } }',
  );
  if (startSync.problems.length > 0) throw new Error(JSON.stringify(startSync.problems));
  return startSync.run;
}
