import { Migration } from '@mikro-orm/migrations';

/** Links by which a document opens without a session, each revocable by itself. The link holds no secret: its signature does. */
export class Migration20261128DocumentLink extends Migration {
  override up(): void {
    this.addSql(`
create table document_link (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  document_id uuid not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  opened int not null default 0,
  opened_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, document_id) references document (workspace_id, id) on delete cascade
);
create unique index document_link_in_force on document_link (workspace_id, document_id) where revoked_at is null;
alter table document_link enable row level security;
create policy workspace_only on document_link using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select, insert, update, delete on document_link to causeway_app;`);
  }
}
