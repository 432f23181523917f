import { Migration } from '@mikro-orm/migrations';

/** Tasks, calls and notes of opportunities. A note is never open. */
export class Migration20261129Activity extends Migration {
  override up(): void {
    this.addSql(`
create table activity (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  opportunity_id uuid not null,
  kind text not null check (kind in ('task', 'call', 'note')),
  subject text not null,
  details text,
  due_on date,
  owner_id uuid,
  created_by text,
  done_at timestamptz,
  done_by text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, opportunity_id) references opportunity (workspace_id, id) on delete cascade,
  foreign key (workspace_id, owner_id) references app_user (workspace_id, id) on delete set null (owner_id)
);
create index activity_of_opportunity on activity (workspace_id, opportunity_id, due_on, id);
create index activity_open on activity (workspace_id, owner_id, due_on, id) where done_at is null and kind <> 'note';
alter table activity enable row level security;
create policy workspace_only on activity using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select, insert, update, delete on activity to causeway_app;`);
  }
}
