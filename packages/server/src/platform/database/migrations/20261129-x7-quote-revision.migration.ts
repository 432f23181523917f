import { Migration } from '@mikro-orm/migrations';

/** What was sent to a client stays as it was: each sent revision of a quote with its PDF, and links by which a client reads and accepts one. */
export class Migration20261129QuoteRevision extends Migration {
  override up(): void {
    this.addSql(`
alter table document add column revision int not null default 1, add column valid_until date, add column terms text;
alter table quote_line add column section text, add column is_optional boolean not null default false;
create table quote_revision (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  document_id uuid not null,
  revision int not null,
  file_name text not null,
  sheet jsonb not null,
  pdf bytea not null,
  sent_at timestamptz,
  sent_by text,
  accepted_at timestamptz,
  accepted_by text,
  accepted_from text,
  primary key (workspace_id, id),
  foreign key (workspace_id, document_id) references document (workspace_id, id) on delete cascade
);
create unique index quote_revision_once on quote_revision (workspace_id, document_id, revision);
alter table quote_revision enable row level security;
create policy workspace_only on quote_revision using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select, insert, update, delete on quote_revision to causeway_app;
create table quote_link (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  document_id uuid not null,
  revision int not null,
  created_at timestamptz not null default now(),
  created_by text,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  opened int not null default 0,
  opened_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, document_id) references document (workspace_id, id) on delete cascade
);
create unique index quote_link_in_force on quote_link (workspace_id, document_id) where revoked_at is null;
alter table quote_link enable row level security;
create policy workspace_only on quote_link using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select, insert, update, delete on quote_link to causeway_app;`);
  }
}
