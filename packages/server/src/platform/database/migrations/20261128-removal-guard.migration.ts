import { Migration } from '@mikro-orm/migrations';

/**
 * When a link broke, so that a wave of removals can be told from single ones, and what was decided about such a wave: `held` until somebody
 * decides, then `allowed` (the links break) or `kept` (they stay) for a while.
 */
export class Migration20261128RemovalGuard extends Migration {
  override up(): void {
    this.addSql(`
alter table entity_link add column broken_at timestamptz;

create function note_broken_link() returns trigger language plpgsql as $$
begin
  new.broken_at := case when new.state = 'broken' then now() end;
  return new;
end $$;
create trigger entity_link_broken before update of state on entity_link
  for each row when (old.state is distinct from new.state) execute function note_broken_link();

-- An issue that is about no single record is known by its cause.
alter table sync_issue alter column record_key set expression as (coalesce(remote_id, 'local:' || local_id::text, 'cause:' || code));

create index sync_skip_removal_held on sync_skip (workspace_id, connection_id, entity) where code = 'removal_held';

create table removal_hold (
  workspace_id uuid not null default app_workspace() references workspace(id),
  connection_id uuid not null,
  entity text not null,
  state text not null check (state in ('held', 'allowed', 'kept')),
  at timestamptz not null default now(),
  until timestamptz,
  primary key (workspace_id, connection_id, entity),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
alter table removal_hold enable row level security;
create policy workspace_only on removal_hold using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select, insert, update, delete on removal_hold to causeway_app;`);
  }
}
