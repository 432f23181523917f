import { Migration } from '@mikro-orm/migrations';

/**
 * What goes to people by mail (and to their webhooks), written in the transaction that causes it and sent by whichever process comes first,
 * api or worker: the news that no worker lives must not wait for one. The body is taken out once it was sent.
 */
export class Migration20261128Delivery extends Migration {
  override up(): void {
    this.addSql(`
create table delivery (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  channel text not null check (channel in ('mail', 'webhook')),
  recipient text not null,
  subject text not null,
  body jsonb,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'kept', 'failed')),
  attempts int not null default 0,
  next_attempt_at timestamptz not null default now(),
  lease_until timestamptz,
  last_error text,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (workspace_id, id)
);
create index delivery_due on delivery (next_attempt_at) where state = 'waiting';
alter table delivery enable row level security;
create policy workspace_only on delivery using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select, insert, update, delete on delivery to causeway_app;

create function door_due_deliveries() returns table (workspace_id uuid)
language sql security definer set search_path = public as $$
  select distinct d.workspace_id from delivery d where d.state = 'waiting' and d.next_attempt_at <= now() and (d.lease_until is null or d.lease_until < now())
$$;
revoke execute on function door_due_deliveries() from public;
grant execute on function door_due_deliveries() to causeway_app;`);
  }
}
