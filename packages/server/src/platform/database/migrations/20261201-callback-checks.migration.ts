import { Migration } from '@mikro-orm/migrations';

/**
 * When the callback entries are to be looked after besides every 15 minutes: at a time that is set (a while after a poll that brought changes), and once
 * PUBLIC_URL is another one than at the last look. Entries that are still there after the sync was stopped are removed by the same look. Programs of before
 * call the function without an address.
 */
export class Migration20261201CallbackChecks extends Migration {
  override up(): void {
    this.addSql('alter table callback_endpoint add column check_at timestamptz, add column checked_for text;');
    this.addSql(`
create function system_due_callback_checks(address text) returns table (workspace_id uuid, connection_id uuid)
language sql security definer set search_path = public as $$
  select c.workspace_id, c.id from connection c
  left join callback_endpoint e on e.workspace_id = c.workspace_id and e.connection_id = c.id
  where c.state = 'connected' and (c.sync_started_at is not null or e.entries <> '[]')
    and (e.checked_at is null or e.checked_at < now() - interval '15 minutes' or e.check_at <= now()
      or (e.checked_for is distinct from address and e.checked_at < now() - interval '20 seconds'))
$$;
revoke execute on function system_due_callback_checks(text) from public;
grant execute on function system_due_callback_checks(text) to causeway_app;`);
  }
}
