import { Migration } from '@mikro-orm/migrations';

/** Sign-in by OpenID Connect: a workspace's provider, and which account there is which person here. */
export class Migration20261129SignInByProvider extends Migration {
  override up(): void {
    this.addSql(`
create table identity_provider (
  workspace_id uuid primary key default app_workspace() references workspace(id),
  label text not null,
  issuer text not null,
  client_id text not null,
  client_secret_sealed text not null,
  scopes text[] not null,
  domains text[] not null,
  role_claim text,
  -- [{ "value": "crm-admins", "role": "admin" }], the first that fits counts.
  roles jsonb not null,
  default_role text check (default_role in ('admin', 'sales', 'support', 'viewer')),
  creates_people boolean not null,
  trusts_second_factor boolean not null,
  updated_at timestamptz not null default now()
);

create table user_identity (
  workspace_id uuid not null default app_workspace() references workspace(id),
  issuer text not null,
  subject text not null,
  user_id uuid not null,
  linked_at timestamptz not null default now(),
  primary key (workspace_id, issuer, subject),
  unique (workspace_id, user_id, issuer),
  foreign key (workspace_id, user_id) references app_user (workspace_id, id) on delete cascade
);
${['identity_provider', 'user_identity'].map(protect).join('')}
-- The sign-in page is shown before any workspace is known.
create function system_identity_providers(most int) returns table (workspace_id uuid, label text)
language sql security definer set search_path = public as $$
  select p.workspace_id, p.label from identity_provider p order by lower(p.label), p.workspace_id limit most
$$;
revoke execute on function system_identity_providers(int) from public;
grant execute on function system_identity_providers(int) to causeway_app;`);
  }
}

const protect = (table: string): string => `
alter table ${table} enable row level security;
create policy workspace_only on ${table} using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select, insert, update, delete on ${table} to causeway_app;
`;
