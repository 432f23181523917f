import { Migration } from '@mikro-orm/migrations';

/**
 * Who imported which tax codes and when, for the settings history. Tax regions are records of the CRM and no part of the configuration, so
 * an import is no revision; it names the one that was in force.
 */
export class Migration20261126TaxImport extends Migration {
  override up(): void {
    this.addSql(`
create table tax_import (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  connection_id uuid not null,
  revision int not null,
  at timestamptz not null default now(),
  actor_id uuid,
  actor_name text,
  note text not null,
  changes jsonb not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
create index tax_import_revision on tax_import (workspace_id, connection_id, revision, id);
alter table tax_import enable row level security;
create policy workspace_only on tax_import using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select, insert, update, delete on tax_import to causeway_app;`);
  }
}
