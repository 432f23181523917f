import { Migration } from '@mikro-orm/migrations';

/** The second factor of a person, what is asked of everybody's sign-in, and sign-ins between their two steps. */
export class Migration20261129SecondFactor extends Migration {
  override up(): void {
    this.addSql(`
create table second_factor (
  workspace_id uuid not null default app_workspace() references workspace(id),
  user_id uuid not null,
  secret_sealed text,
  confirmed_at timestamptz,
  -- The step of the newest code that was accepted: an older one, and the same one again, is worth nothing.
  last_step bigint not null default 0,
  pending_sealed text,
  pending_at timestamptz,
  primary key (workspace_id, user_id),
  foreign key (workspace_id, user_id) references app_user (workspace_id, id) on delete cascade,
  check ((secret_sealed is null) = (confirmed_at is null))
);

create table recovery_code (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  user_id uuid not null,
  signature text not null,
  used_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, user_id) references app_user (workspace_id, id) on delete cascade
);
create index recovery_code_of on recovery_code (workspace_id, user_id);

create table sign_in_step (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  user_id uuid not null,
  token_hash text not null,
  -- By which provider the first step was made; null for a password.
  provider text,
  expires_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, user_id) references app_user (workspace_id, id) on delete cascade
);
create unique index sign_in_step_by_token on sign_in_step (token_hash);

create table sign_in_settings (
  workspace_id uuid primary key default app_workspace() references workspace(id),
  requires_second_factor boolean not null default false
);

-- A session whose provider saw to the second factor owes none here.
alter table session add column has_second_factor_elsewhere boolean not null default false;
${['second_factor', 'recovery_code', 'sign_in_step', 'sign_in_settings'].map(protect).join('')}
drop function system_session(text);
create function system_session(hash text)
returns table (workspace_id uuid, user_id uuid, email text, name text, role text, expires_at timestamptz, must_enrol boolean)
language sql security definer set search_path = public as $$
  select s.workspace_id, u.id, u.email, u.name, u.role, s.expires_at,
    not s.has_second_factor_elsewhere
    and exists (select from sign_in_settings g where g.workspace_id = s.workspace_id and g.requires_second_factor)
    and not exists (select from second_factor f where f.workspace_id = u.workspace_id and f.user_id = u.id and f.confirmed_at is not null)
  from session s join app_user u on u.workspace_id = s.workspace_id and u.id = s.user_id
  where s.token_hash = hash and s.expires_at > now() and u.disabled_at is null
$$;

create function system_sign_in_step(hash text) returns table (workspace_id uuid, step_id uuid, user_id uuid, email text, provider text)
language sql security definer set search_path = public as $$
  select i.workspace_id, i.id, u.id, u.email, i.provider
  from sign_in_step i join app_user u on u.workspace_id = i.workspace_id and u.id = i.user_id
  where i.token_hash = hash and i.expires_at > now() and u.disabled_at is null
$$;
revoke execute on function system_session(text), system_sign_in_step(text) from public;
grant execute on function system_session(text), system_sign_in_step(text) to causeway_app;`);
  }
}

const protect = (table: string): string => `
alter table ${table} enable row level security;
create policy workspace_only on ${table} using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select, insert, update, delete on ${table} to causeway_app;
`;
