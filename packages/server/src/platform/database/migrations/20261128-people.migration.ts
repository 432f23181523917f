import { Migration } from '@mikro-orm/migrations';

/** The first start without the demo, the role "sales", invitations, and the log of what concerns security. */
export class Migration20261128People extends Migration {
  override up(): void {
    for (const part of [firstStart, people, security]) this.addSql(part);
  }
}

// A code is of use while there is no workspace at all. Each api process makes its own, since none can tell the code of another one.
const firstStart = `
alter table workspace add column time_zone text not null default 'UTC';
alter table workspace add column currency text not null default 'USD' check (currency ~ '^[A-Z]{3}$');

create table setup_code (
  code_hash text primary key,
  created_at timestamptz not null default now()
);
alter table setup_code enable row level security;
create policy outside_of_workspaces on setup_code using ((select app_workspace()) is null) with check ((select app_workspace()) is null);
grant select, insert, delete on setup_code to causeway_app;

create function door_is_set_up() returns boolean
language sql security definer set search_path = public as $$ select exists (select from workspace) $$;

create function door_workspaces() returns table (id uuid, name text, time_zone text, currency text, created_at timestamptz)
language sql security definer set search_path = public as $$
  select w.id, w.name, w.time_zone, w.currency, w.created_at from workspace w order by w.created_at, w.id
$$;

create function door_add_workspace(workspace_name text, zone text, money text) returns uuid
language sql security definer set search_path = public as $$
  insert into workspace (name, time_zone, currency) values (workspace_name, zone, money) returning id
$$;
revoke execute on function door_is_set_up(), door_workspaces(), door_add_workspace(text, text, text) from public;
grant execute on function door_is_set_up(), door_workspaces(), door_add_workspace(text, text, text) to causeway_app;
`;

// Who is removed stays as a row, because records name them; the e-mail is free again.
const people = `
alter table app_user drop constraint app_user_role_check;
alter table app_user add constraint app_user_role_check check (role in ('admin', 'sales', 'support', 'viewer'));
alter table app_user add column last_sign_in_at timestamptz;
alter table app_user add column removed_at timestamptz;
drop index app_user_email;
create unique index app_user_email on app_user (workspace_id, lower(email)) where removed_at is null;
create index app_user_by_email on app_user (lower(email)) where disabled_at is null;

alter table session add column user_agent text;
alter table session add column address text;

create table invitation (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  email text not null,
  role text not null check (role in ('admin', 'sales', 'support', 'viewer')),
  token_hash text not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index invitation_email on invitation (workspace_id, lower(email));
create unique index invitation_by_token on invitation (token_hash);
alter table invitation enable row level security;
create policy workspace_only on invitation using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select, insert, update, delete on invitation to causeway_app;

create function door_invitation(hash text) returns table (workspace_id uuid, workspace_name text, invitation_id uuid, email text, role text)
language sql security definer set search_path = public as $$
  select i.workspace_id, w.name, i.id, i.email, i.role from invitation i join workspace w on w.id = i.workspace_id
  where i.token_hash = hash and i.expires_at > now()
$$;
revoke execute on function door_invitation(text) from public;
grant execute on function door_invitation(text) to causeway_app;
`;

const security = `
create table security_event (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  at timestamptz not null default now(),
  kind text not null,
  actor_id uuid,
  actor text,
  subject text,
  address text,
  description text not null,
  primary key (workspace_id, id)
);
alter table security_event enable row level security;
create policy workspace_only on security_event using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select, insert on security_event to causeway_app;
`;
