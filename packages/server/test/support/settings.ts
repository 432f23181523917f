/** Gives a connection a configuration of its own: `[connectionId, JSON of the parts that differ from the empty one]`. */
export const settingsWith = `
with given as (select $1::uuid as id, $2::jsonb as configuration),
settings as (
  insert into sync_settings (connection_id, configuration) select id, configuration from given
  on conflict (workspace_id, connection_id) do update set configuration = excluded.configuration)
insert into settings_revision (connection_id, revision, configuration, changes) select id, 1, configuration, '[]' from given
on conflict (workspace_id, connection_id, revision) do update set configuration = excluded.configuration`;
