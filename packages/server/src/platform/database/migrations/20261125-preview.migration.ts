import { Migration } from '@mikro-orm/migrations';

/** What a sync would do, stored: the counts of a preview, and each record with what would become of it. */
export class Migration20261125Preview extends Migration {
  override up(): void {
    this.addSql(`
create table sync_preview (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  connection_id uuid not null,
  state text not null default 'running' check (state in ('running', 'done', 'failed')),
  settings_revision int not null,
  -- Hashes of what it stands on beside the settings: ConnectWise's lists, the pipeline, decisions of people.
  basis jsonb not null,
  entities jsonb not null default '[]',
  error text,
  requested_by text,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  attempts int not null default 0,
  fence bigint not null default 0,
  lease_until timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
create unique index sync_preview_running on sync_preview (workspace_id, connection_id) where state = 'running';
create index sync_preview_recent on sync_preview (workspace_id, connection_id, id desc);
create index sync_preview_waiting on sync_preview (lease_until) where state = 'running';

create table sync_preview_record (
  workspace_id uuid not null default app_workspace() references workspace(id),
  preview_id uuid not null,
  place int not null,
  entity text not null,
  remote_id text not null,
  local_id uuid,
  operation text not null check (operation in ('create', 'update', 'link', 'skip', 'needs_person')),
  name text not null,
  code text,
  reason text not null,
  changes jsonb not null default '[]',
  search_text text not null generated always as (lower(name || ' ' || remote_id || ' ' || reason)) stored,
  primary key (workspace_id, preview_id, place),
  foreign key (workspace_id, preview_id) references sync_preview (workspace_id, id) on delete cascade
);
create index sync_preview_record_kind on sync_preview_record (workspace_id, preview_id, entity, operation, place);

do $$
declare t text;
begin
  foreach t in array array['sync_preview', 'sync_preview_record'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy workspace_only on %I using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()))', t);
    execute format('grant select, insert, update, delete on %I to causeway_app', t);
  end loop;
end $$;

create function door_waiting_previews() returns table (workspace_id uuid, preview_id uuid)
language sql security definer set search_path = public as $$
  select p.workspace_id, p.id from sync_preview p where p.state = 'running' and (p.lease_until is null or p.lease_until < clock_timestamp())
$$;
revoke execute on function door_waiting_previews() from public;
grant execute on function door_waiting_previews() to causeway_app;`);
  }
}
