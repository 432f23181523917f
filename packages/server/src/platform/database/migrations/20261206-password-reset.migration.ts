import { Migration } from '@mikro-orm/migrations';

/**
 * Links by which people who forgot their password set a new one: one for each account, so that a newer one takes the place of the one before. Not
 * rows of `invitation`: those are for e-mails without an account, and the programs of the version before list and accept all of them.
 */
export class Migration20261206PasswordReset extends Migration {
  override up(): void {
    this.addSql(`
create table password_reset (
  workspace_id uuid not null default app_workspace() references workspace(id),
  user_id uuid not null,
  token_hash text not null,
  expires_at timestamptz not null,
  primary key (workspace_id, user_id),
  foreign key (workspace_id, user_id) references app_user (workspace_id, id) on delete cascade
);
create unique index password_reset_by_token on password_reset (token_hash);
alter table password_reset enable row level security;
create policy workspace_only on password_reset using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select, insert, update, delete on password_reset to causeway_app;

create function system_password_reset(hash text) returns table (workspace_id uuid, workspace_name text, user_id uuid, email text)
language sql security definer set search_path = public as $$
  select r.workspace_id, w.name, u.id, u.email
  from password_reset r join workspace w on w.id = r.workspace_id join app_user u on u.workspace_id = r.workspace_id and u.id = r.user_id
  where r.token_hash = hash and r.expires_at > now() and u.disabled_at is null
$$;
revoke execute on function system_password_reset(text) from public;
grant execute on function system_password_reset(text) to causeway_app;`);
  }
}
