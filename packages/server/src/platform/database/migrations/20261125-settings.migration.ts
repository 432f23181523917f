import { Migration } from '@mikro-orm/migrations';

const own = ['permission_check', 'drift_task'];

/** What was found of the API member's rights, and which options of ConnectWise that settings use were told to be gone. */
export class Migration20261125Settings extends Migration {
  override up(): void {
    this.addSql(`
create table permission_check (
  workspace_id uuid not null default app_workspace() references workspace(id),
  connection_id uuid not null,
  checked_at timestamptz not null default now(),
  checked_by text,
  results jsonb not null,
  primary key (workspace_id, connection_id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
create table drift_task (
  workspace_id uuid not null default app_workspace() references workspace(id),
  connection_id uuid not null,
  key text not null,
  detected_at timestamptz not null default now(),
  primary key (workspace_id, connection_id, key),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
${own.map(isolate).join('\n')}`);
  }
}

const isolate = (table: string): string => `
alter table ${table} enable row level security;
create policy workspace_only on ${table} using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select, insert, update, delete on ${table} to causeway_app;`;
