import { Migration } from '@mikro-orm/migrations';

/** Filters of a list that somebody keeps under a name, for themselves or for all of the workspace. */
export class Migration20261129SavedViews extends Migration {
  override up(): void {
    this.addSql(`
create table saved_view (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  owner_id uuid not null,
  page text not null,
  name text not null,
  search text not null,
  is_shared boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_id) references app_user (workspace_id, id) on delete cascade
);
create unique index saved_view_name on saved_view (workspace_id, owner_id, page, lower(name));
create index saved_view_shared on saved_view (workspace_id, page) where is_shared;
alter table saved_view enable row level security;
create policy workspace_only on saved_view using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select, insert, update, delete on saved_view to causeway_app;`);
  }
}
