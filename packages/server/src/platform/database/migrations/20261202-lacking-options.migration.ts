import { Migration } from '@mikro-orm/migrations';

/**
 * The lists of ConnectWise that lacked an option of a push that is over: it goes out again once one of them has changed. And when somebody last looked
 * whether a list has an option by now.
 */
export class Migration20261202LackingOptions extends Migration {
  override up(): void {
    this.addSql(`
alter table push_request add column lacking text[];
create index push_request_lacking on push_request (workspace_id, connection_id) where lacking is not null;

create table reference_look (
  workspace_id uuid not null default app_workspace() references workspace(id),
  connection_id uuid not null,
  kind text not null,
  at timestamptz not null default now(),
  primary key (workspace_id, connection_id, kind),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
alter table reference_look enable row level security;
create policy workspace_only on reference_look using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select, insert, update, delete on reference_look to causeway_app;`);
  }
}
