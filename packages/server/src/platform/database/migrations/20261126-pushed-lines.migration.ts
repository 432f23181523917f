import { Migration } from '@mikro-orm/migrations';

/**
 * The lines of an opportunity as they stood in ConnectWise after the last push, so that what is edited there afterwards can be told (reading
 * A24). `told` is what was told last; `version` grows with each push.
 */
export class Migration20261126PushedLines extends Migration {
  override up(): void {
    this.addSql(`
create table pushed_lines (
  workspace_id uuid not null default app_workspace() references workspace(id),
  connection_id uuid not null,
  opportunity_id uuid not null,
  remote_id text not null,
  lines jsonb not null,
  version int not null default 1,
  checked_at timestamptz,
  told text,
  primary key (workspace_id, connection_id, opportunity_id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
create index pushed_lines_checked on pushed_lines (workspace_id, connection_id, checked_at nulls first);
alter table pushed_lines enable row level security;
create policy workspace_only on pushed_lines using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select, insert, update, delete on pushed_lines to causeway_app;`);
  }
}
