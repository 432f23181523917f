import { Migration } from '@mikro-orm/migrations';

/** The undo of a first sync: what is still to be removed, and what stays and why, so that a killed worker's successor goes on. */
export class Migration20261128Undo extends Migration {
  override up(): void {
    this.addSql(`
create table sync_undo (
  workspace_id uuid not null default app_workspace() references workspace(id),
  run_id uuid not null,
  connection_id uuid not null,
  state text not null default 'running' check (state in ('running', 'done')),
  requested_by text not null,
  removed jsonb not null default '{}',
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  lease_owner text,
  lease_until timestamptz,
  primary key (workspace_id, run_id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
create table sync_undo_item (
  workspace_id uuid not null default app_workspace() references workspace(id),
  run_id uuid not null,
  entity text not null,
  local_id uuid not null,
  reason text,
  primary key (workspace_id, run_id, entity, local_id),
  foreign key (workspace_id, run_id) references sync_undo (workspace_id, run_id) on delete cascade
);
create index sync_undo_item_waiting on sync_undo_item (workspace_id, run_id, entity, local_id) where reason is null;
do $$
declare t text;
begin
  foreach t in array array['sync_undo', 'sync_undo_item'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy workspace_only on %I using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()))', t);
    execute format('grant select, insert, update, delete on %I to causeway_app', t);
  end loop;
end $$;
create function system_unfinished_undos() returns table (workspace_id uuid, run_id uuid)
language sql security definer set search_path = public as $$
  select u.workspace_id, u.run_id from sync_undo u where u.state = 'running' and (u.lease_until is null or u.lease_until < now())
$$;
revoke execute on function system_unfinished_undos() from public;
grant execute on function system_unfinished_undos() to causeway_app;`);
  }
}
