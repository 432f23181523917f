import { Migration } from '@mikro-orm/migrations';

/**
 * The settings of a connection become one document, kept whole with every revision: a run goes by the revision that it started with,
 * and an earlier one can be restored. `mapping` keeps the pairs of the current one, for its unique keys.
 */
export class Migration20261125Configuration extends Migration {
  override up(): void {
    this.addSql(`
alter table sync_settings add column configuration jsonb not null default '{}';
alter table settings_revision
  add column configuration jsonb not null default '{}',
  add column actor_name text,
  add column note text;

update sync_settings s set configuration = jsonb_build_object(
  'mode', s.mode, 'bundleMode', s.bundle_mode, 'defaults', s.defaults,
  'stageMap', coalesce((
    select jsonb_agg(jsonb_build_object('stageId', m.local_key,
      'remoteStageId', max_stage, 'remoteStatusId', max_status))
    from (
      select local_key, max(remote_key) filter (where kind = 'stage') as max_stage, max(remote_key) filter (where kind = 'status') as max_status
      from mapping where workspace_id = s.workspace_id and connection_id = s.connection_id and kind in ('stage', 'status') group by local_key
    ) m), '[]'));
insert into settings_revision (workspace_id, connection_id, revision, changes, configuration)
select s.workspace_id, s.connection_id, s.revision, '[]', s.configuration from sync_settings s
on conflict (workspace_id, connection_id, revision) do update set configuration = excluded.configuration;

alter table sync_settings drop column mode, drop column bundle_mode, drop column defaults, drop column filters;`);
  }
}
