import { Migration } from '@mikro-orm/migrations';

/**
 * What people do about links, with what undoing it needs; links that are paused or never synced, with who said so and why; records of the CRM
 * that are never sent although they have no link; and fields that both sides had changed.
 */
export class Migration20261128LinksByHand extends Migration {
  override up(): void {
    this.addSql(`
alter table entity_link drop constraint entity_link_state_check;
alter table entity_link add constraint entity_link_state_check check (state in ('linked', 'broken', 'paused', 'never'));
-- Who paused it, when and why: {"by", "reason", "at"}.
alter table entity_link add column hold jsonb;

-- The list of links: broken ones first, then those that somebody holds, the newest first.
create index entity_link_list on entity_link (workspace_id, connection_id,
  (case state when 'broken' then 0 when 'linked' then 2 else 1 end), id desc)
  where entity in ('company', 'contact', 'product', 'opportunity');

create table never_synced (
  workspace_id uuid not null default app_workspace() references workspace(id),
  connection_id uuid not null,
  entity text not null,
  local_id uuid not null,
  reason text not null,
  by_name text not null,
  at timestamptz not null default now(),
  primary key (workspace_id, connection_id, entity, local_id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);

create table link_action (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  connection_id uuid not null,
  kind text not null,
  entity text not null,
  local_id uuid not null,
  remote_id text,
  name text not null,
  reason text,
  by_name text not null,
  at timestamptz not null default now(),
  description text not null,
  before jsonb not null,
  after jsonb not null,
  undone_at timestamptz,
  undone_by text,
  primary key (workspace_id, id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
create index link_action_record on link_action (workspace_id, connection_id, entity, local_id, id desc);

create table sync_conflict (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  connection_id uuid not null,
  entity text not null,
  local_id uuid not null,
  remote_id text not null,
  name text not null,
  field text not null,
  base_value jsonb not null default 'null',
  crm_value jsonb not null default 'null',
  connectwise_value jsonb not null default 'null',
  crm_by text,
  crm_at timestamptz,
  connectwise_by text,
  connectwise_at timestamptz,
  found_by text not null check (found_by in ('in', 'out')),
  kept text not null check (kept in ('crm', 'connectwise', 'ask')),
  why text not null,
  state text not null check (state in ('kept', 'open', 'restored', 'settled')),
  decided_by text,
  decided_at timestamptz,
  at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
create unique index sync_conflict_open on sync_conflict (workspace_id, connection_id, entity, local_id, field) where state = 'open';
create index sync_conflict_list on sync_conflict (workspace_id, connection_id, id desc);
create index sync_conflict_record on sync_conflict (workspace_id, local_id, id desc);

do $$
declare t text;
begin
  foreach t in array array['never_synced', 'link_action', 'sync_conflict'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy workspace_only on %I using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()))', t);
    execute format('grant select, insert, update, delete on %I to causeway_app', t);
  end loop;
end $$;`);
  }
}
