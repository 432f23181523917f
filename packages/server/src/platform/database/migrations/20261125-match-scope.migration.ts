import { Migration } from '@mikro-orm/migrations';

/**
 * A comparison goes by the settings that it began with, and keeps which records filters leave out of it. Records of ConnectWise without a
 * counterpart are listed by name.
 */
export class Migration20261125MatchScope extends Migration {
  override up(): void {
    this.addSql(`
-- Null: from before comparisons went by filters.
alter table match_run add column settings_revision int;

-- What a filter leaves out: a record of ConnectWise of the comparison, a record of the CRM of what goes out by itself.
create table match_left_out (
  workspace_id uuid not null default app_workspace() references workspace(id),
  connection_id uuid not null,
  entity text not null check (entity in ('company', 'contact', 'product')),
  local_id uuid,
  remote_id text,
  rule text not null,
  reason text not null,
  run_id uuid not null,
  check (num_nonnulls(local_id, remote_id) = 1),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
create unique index match_left_out_local on match_left_out (workspace_id, connection_id, entity, local_id);
create unique index match_left_out_remote on match_left_out (workspace_id, connection_id, entity, remote_id);
alter table match_left_out enable row level security;
create policy workspace_only on match_left_out using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select, insert, update, delete, maintain on match_left_out to causeway_app;

alter table match_record add column name_key text not null generated always as (lower(name)) stored;
alter table match_record add column search_text text not null generated always as (
  lower(name || ' ' || remote_id || ' ' || coalesce(facts ->> 'identifier', '') || ' ' || coalesce(facts ->> 'email', ''))) stored;
create index match_record_name on match_record (workspace_id, connection_id, entity, name_key, remote_id);`);
  }
}
