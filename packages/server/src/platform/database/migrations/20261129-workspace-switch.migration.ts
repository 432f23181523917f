import { Migration } from '@mikro-orm/migrations';

/**
 * The other accounts that the password of a sign-in opened as well, so that one person goes from workspace to workspace without signing in again.
 * They are of the session, not of the person: who came in by the provider of one workspace has shown nothing to another one.
 */
export class Migration20261129WorkspaceSwitch extends Migration {
  override up(): void {
    this.addSql(`
alter table session add column siblings jsonb not null default '[]';
alter table sign_in_step add column siblings jsonb not null default '[]';

drop function system_sign_in_step(text);
create function system_sign_in_step(hash text)
returns table (workspace_id uuid, step_id uuid, user_id uuid, email text, provider text, siblings jsonb)
language sql security definer set search_path = public as $$
  select i.workspace_id, i.id, u.id, u.email, i.provider, i.siblings
  from sign_in_step i join app_user u on u.workspace_id = i.workspace_id and u.id = i.user_id
  where i.token_hash = hash and i.expires_at > now() and u.disabled_at is null
$$;

-- The account that was used last comes first.
create function system_accounts(wanted text, most int) returns table (workspace_id uuid, user_id uuid, password_hash text)
language sql security definer set search_path = public as $$
  select u.workspace_id, u.id, u.password_hash from app_user u where lower(u.email) = lower(wanted) and u.disabled_at is null
  order by u.last_sign_in_at desc nulls last, u.created_at, u.id limit most
$$;
revoke execute on function system_sign_in_step(text), system_accounts(text, int) from public;
grant execute on function system_sign_in_step(text), system_accounts(text, int) to causeway_app;`);
  }
}
