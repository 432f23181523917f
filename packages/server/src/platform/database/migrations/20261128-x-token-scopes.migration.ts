import { Migration } from '@mikro-orm/migrations';

/** What a token may ask for, how long tokens live, and which web pages may send one. */
export class Migration20261128XTokenScopes extends Migration {
  override up(): void {
    this.addSql(`
alter table api_token add column scopes text[] not null default '{audit,crm,settings}';
update api_token set scopes = '{audit,crm,settings,retry}' where role = 'support';
alter table api_token alter column scopes drop default;
alter table api_token add column last_used_address text;
alter table api_token add column replaced_by uuid;

create table access_settings (
  workspace_id uuid primary key default app_workspace() references workspace(id),
  token_max_days int not null default 365 check (token_max_days between 1 and 3650),
  allowed_origins text[] not null default '{}'
);
alter table access_settings enable row level security;
create policy workspace_only on access_settings using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select, insert, update on access_settings to causeway_app;

drop function system_token(text);
create function system_token(hash text) returns table (workspace_id uuid, token_id uuid, name text, role text, scopes text[], expires_at timestamptz, allowed_origins text[])
language sql security definer set search_path = public as $$
  select t.workspace_id, t.id, t.name, t.role, t.scopes, t.expires_at,
    coalesce((select s.allowed_origins from access_settings s where s.workspace_id = t.workspace_id), '{}')
  from api_token t where t.token_hash = hash and t.revoked_at is null and (t.expires_at is null or t.expires_at > now())
$$;

-- A browser asks before it sends a token, so no workspace is known yet.
create function system_is_known_origin(wanted text) returns boolean
language sql security definer set search_path = public as $$ select exists (select from access_settings where wanted = any(allowed_origins)) $$;
revoke execute on function system_token(text), system_is_known_origin(text) from public;
grant execute on function system_token(text), system_is_known_origin(text) to causeway_app;`);
  }
}
