import { Migration } from '@mikro-orm/migrations';

/**
 * Callbacks of ConnectWise: the secret address of each connection, how the entries stand there, and what was told. A message is kept by its
 * ID, so that a repetition is known; the record itself is read anew.
 */
export class Migration20261128Callbacks extends Migration {
  override up(): void {
    this.addSql(`
create table callback_endpoint (
  workspace_id uuid not null default app_workspace() references workspace(id),
  connection_id uuid not null,
  secret_hash text not null,
  secret_sealed text not null,
  state text not null default 'off' check (state in ('off', 'active', 'silent', 'failing')),
  reason text,
  entries jsonb not null default '[]',
  renewed int not null default 0,
  rejected int not null default 0,
  rejected_at timestamptz,
  registered_at timestamptz,
  checked_at timestamptz,
  last_event_at timestamptz,
  primary key (workspace_id, connection_id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
create unique index callback_endpoint_secret on callback_endpoint (secret_hash);

create table callback_event (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id bigint generated always as identity,
  connection_id uuid not null,
  message_id text not null,
  entity text not null,
  remote_id text not null,
  action text not null,
  received_at timestamptz not null default now(),
  claimed_until timestamptz,
  done_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
create unique index callback_event_message on callback_event (workspace_id, connection_id, message_id);
create index callback_event_waiting on callback_event (workspace_id, connection_id, id) where done_at is null;
create index callback_event_recent on callback_event (workspace_id, connection_id, received_at);

do $$
declare t text;
begin
  foreach t in array array['callback_endpoint', 'callback_event'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy workspace_only on %I using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()))', t);
    execute format('grant select, insert, update, delete on %I to causeway_app', t);
  end loop;
end $$;

-- Whose secret address this is.
create function system_callback_endpoint(hash text) returns table (workspace_id uuid, connection_id uuid)
language sql security definer set search_path = public as $$
  select e.workspace_id, e.connection_id from callback_endpoint e where e.secret_hash = hash
$$;
-- Connections with messages that nobody works on.
create function system_waiting_callbacks() returns table (workspace_id uuid, connection_id uuid)
language sql security definer set search_path = public as $$
  select distinct v.workspace_id, v.connection_id from callback_event v join connection c on c.workspace_id = v.workspace_id and c.id = v.connection_id
  where v.done_at is null and (v.claimed_until is null or v.claimed_until < now()) and c.state = 'connected'
$$;
-- Connections whose entries are to be looked after.
create function system_due_callback_checks() returns table (workspace_id uuid, connection_id uuid)
language sql security definer set search_path = public as $$
  select c.workspace_id, c.id from connection c
  left join callback_endpoint e on e.workspace_id = c.workspace_id and e.connection_id = c.id
  where c.state = 'connected' and c.sync_started_at is not null and (e.checked_at is null or e.checked_at < now() - interval '15 minutes')
$$;
revoke execute on function system_callback_endpoint(text), system_waiting_callbacks(), system_due_callback_checks() from public;
grant execute on function system_callback_endpoint(text), system_waiting_callbacks(), system_due_callback_checks() to causeway_app;`);
  }
}
