import { Migration } from '@mikro-orm/migrations';

/**
 * The nightly comparison of both sides. Links get ConnectWise's ID as a number, so that they can be walked in the order of ConnectWise's
 * pages; a reconcile keeps its position and its counts, so that a killed one goes on and its report stays.
 */
export class Migration20261128Reconcile extends Migration {
  override up(): void {
    this.addSql(`
alter table entity_link add column remote_number bigint
  generated always as (case when remote_id ~ '^[0-9]{1,18}$' then remote_id::bigint end) stored;
create index entity_link_in_order on entity_link (workspace_id, connection_id, entity, remote_number);
alter table connection add column next_reconcile_at timestamptz;

create table reconcile (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  connection_id uuid not null,
  kind text not null check (kind in ('nightly', 'asked')),
  state text not null default 'running' check (state in ('running', 'done', 'failed', 'cancelled')),
  heals boolean not null,
  settings_revision int,
  requested_by text,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  resumed int not null default 0,
  error_code text,
  error text,
  fence bigint not null default 0,
  lease_owner text,
  lease_until timestamptz,
  retry_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
create unique index reconcile_one on reconcile (workspace_id, connection_id) where state = 'running';
create index reconcile_recent on reconcile (workspace_id, connection_id, id desc);

create table reconcile_entity (
  workspace_id uuid not null default app_workspace() references workspace(id),
  reconcile_id uuid not null,
  entity text not null,
  position int not null,
  after_id bigint not null default 0,
  is_listed boolean not null default false,
  there int not null default 0,
  here int not null default 0,
  only_here int not null default 0,
  linked int not null default 0,
  paused int not null default 0,
  broken int not null default 0,
  excluded int not null default 0,
  skipped int not null default 0,
  differing int not null default 0,
  pending int not null default 0,
  failing int not null default 0,
  gone int not null default 0,
  healed int not null default 0,
  reasons jsonb not null default '{}',
  fields jsonb not null default '{}',
  removals text check (removals in ('broken', 'held', 'kept')),
  started_at timestamptz,
  finished_at timestamptz,
  primary key (workspace_id, reconcile_id, entity),
  foreign key (workspace_id, reconcile_id) references reconcile (workspace_id, id) on delete cascade
);

create table reconcile_finding (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id bigint generated always as identity,
  reconcile_id uuid not null,
  entity text not null,
  kind text not null check (kind in ('gone', 'deleted', 'differing', 'not_here', 'failing', 'not_in_crm')),
  remote_id text not null,
  local_id uuid,
  name text,
  detail text not null,
  fields jsonb not null default '[]',
  is_healed boolean not null default false,
  primary key (workspace_id, id),
  foreign key (workspace_id, reconcile_id) references reconcile (workspace_id, id) on delete cascade
);
create index reconcile_finding_list on reconcile_finding (workspace_id, reconcile_id, entity, kind, id);
create unique index reconcile_finding_once on reconcile_finding (workspace_id, reconcile_id, entity, remote_id, kind);

do $$
declare t text;
begin
  foreach t in array array['reconcile', 'reconcile_entity', 'reconcile_finding'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy workspace_only on %I using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()))', t);
    execute format('grant select, insert, update, delete on %I to causeway_app', t);
  end loop;
end $$;

-- Connections whose nightly reconcile is due or has no time yet, and reconciles that nobody works on.
create function system_due_reconciles() returns table (workspace_id uuid, connection_id uuid)
language sql security definer set search_path = public as $$
  select c.workspace_id, c.id from connection c
  where c.state = 'connected' and c.sync_started_at is not null and (c.next_reconcile_at is null or c.next_reconcile_at <= now())
  union
  select r.workspace_id, r.connection_id from reconcile r join connection c on c.workspace_id = r.workspace_id and c.id = r.connection_id
  where r.state = 'running' and c.state = 'connected' and r.retry_at <= now() and (r.lease_until is null or r.lease_until < clock_timestamp())
$$;
revoke execute on function system_due_reconciles() from public;
grant execute on function system_due_reconciles() to causeway_app;`);
  }
}
