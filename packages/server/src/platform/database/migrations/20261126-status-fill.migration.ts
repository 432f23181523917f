import { Migration } from '@mikro-orm/migrations';

/**
 * The filling of the custom field "CW Status" of opportunities that were linked before it was used: how far it has come. One row while the
 * field is used, so that it is done once each time that it is turned on. `next_attempt_at` lies ahead while a worker is at it.
 */
export class Migration20261126StatusFill extends Migration {
  override up(): void {
    this.addSql(`
create table status_fill (
  workspace_id uuid not null default app_workspace() references workspace(id),
  connection_id uuid not null,
  after_link_id uuid,
  filled int not null default 0,
  asked_at timestamptz not null default now(),
  next_attempt_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (workspace_id, connection_id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
alter table status_fill enable row level security;
create policy workspace_only on status_fill using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select, insert, update, delete on status_fill to causeway_app;

create function door_due_status_fills() returns table (workspace_id uuid, connection_id uuid)
language sql security definer set search_path = public as $$
  select f.workspace_id, f.connection_id
  from status_fill f join connection c on c.workspace_id = f.workspace_id and c.id = f.connection_id
  where f.finished_at is null and f.next_attempt_at <= now() and c.state = 'connected'
$$;
revoke execute on function door_due_status_fills() from public;
grant execute on function door_due_status_fills() to causeway_app;`);
  }
}
