import { Migration } from '@mikro-orm/migrations';

/**
 * How long logs are kept. The product's role may neither change nor delete rows of the audit log and the security log: functions of the owner
 * take away what the workspace's setting says is too old, and nothing else. Months of the audit log that nobody needs any more are dropped whole.
 */
export class Migration20261129Retention extends Migration {
  override up(): void {
    for (const part of [settings, cutoffs, months]) this.addSql(part);
  }
}

const workspaceOnly = (table: string) => `alter table ${table} enable row level security;
create policy workspace_only on ${table} using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select, insert, update on ${table} to causeway_app;`;

const kinds = `'audit', 'security', 'deliveries', 'alerts', 'mails'`;

// Null: for good. A workspace that was there before keeps everything until an administrator says otherwise: an upgrade deletes nothing.
const settings = `
create table retention_settings (
  workspace_id uuid primary key default app_workspace() references workspace(id),
  audit_days int default 365 check (audit_days between 90 and 3650),
  security_days int default 730 check (security_days between 90 and 3650),
  deliveries_days int default 30 check (deliveries_days between 1 and 3650),
  alerts_days int default 365 check (alerts_days between 7 and 3650),
  mails_days int default 90 check (mails_days between 1 and 3650),
  exports_first boolean not null default false,
  next_at timestamptz not null default now()
);
${workspaceOnly('retention_settings')}
insert into retention_settings (workspace_id, audit_days, security_days, alerts_days, mails_days) select id, null, null, null, null from workspace;

-- What was taken away so far.
create table retention_pass (
  workspace_id uuid not null default app_workspace() references workspace(id),
  kind text not null check (kind in (${kinds})),
  removed bigint not null default 0,
  removed_at timestamptz not null default now(),
  primary key (workspace_id, kind)
);
${workspaceOnly('retention_pass')}

create table retention_export (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  kind text not null check (kind in (${kinds})),
  from_at timestamptz not null,
  -- Rows before this moment are in this file or in one before it.
  to_at timestamptz not null,
  row_count int not null,
  size_bytes bigint not null,
  sha256 text not null,
  storage_key text not null,
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (workspace_id, id)
);
create index retention_export_of on retention_export (workspace_id, kind, to_at desc);
${workspaceOnly('retention_export')}

create index security_event_at on security_event (workspace_id, at);
create index delivery_old on delivery (workspace_id, finished_at) where finished_at is not null;

-- Workspaces whose turn it is; of several workers one gets each. Who is at it puts the next turn off as it goes.
create function system_claim_retention() returns table (workspace_id uuid)
language sql security definer set search_path = public as $$
  insert into retention_settings (workspace_id) select w.id from workspace w
    where not exists (select from retention_settings s where s.workspace_id = w.id) on conflict do nothing;
  update retention_settings s set next_at = now() + interval '1 hour'
  where s.workspace_id in (select d.workspace_id from retention_settings d where d.next_at <= now() for update skip locked)
  returning s.workspace_id
$$;
`;

const cutoffs = `
-- Before which moment rows of a kind may go: null for none. Where they are exported first, only what a file holds.
create function retention_cutoff(of_workspace uuid, of_kind text) returns timestamptz language sql stable security definer set search_path = public as $$
  select case when not s.exports_first then old.at when old.at is not null and held.till is not null then least(old.at, held.till) end
  from retention_settings s,
    lateral (select date_trunc('day', now(), 'UTC') - make_interval(days => case of_kind
      when 'audit' then s.audit_days when 'security' then s.security_days when 'deliveries' then s.deliveries_days
      when 'alerts' then s.alerts_days when 'mails' then s.mails_days end) as at) old,
    lateral (select max(x.to_at) as till from retention_export x where x.workspace_id = of_workspace and x.kind = of_kind) held
  where s.workspace_id = of_workspace
$$;

create function forget_old_audit_events(most int) returns int language plpgsql security definer set search_path = public as $$
declare n int;
begin
  delete from audit_event e where e.workspace_id = app_workspace() and (e.at, e.id) in (
    select o.at, o.id from audit_event o where o.workspace_id = app_workspace() and o.at < retention_cutoff(app_workspace(), 'audit')
    order by o.at, o.id limit most);
  get diagnostics n = row_count;
  return n;
end $$;

create function forget_old_security_events(most int) returns int language plpgsql security definer set search_path = public as $$
declare n int;
begin
  delete from security_event e where e.workspace_id = app_workspace() and e.id in (
    select o.id from security_event o where o.workspace_id = app_workspace() and o.at < retention_cutoff(app_workspace(), 'security')
    order by o.at, o.id limit most);
  get diagnostics n = row_count;
  return n;
end $$;
`;

// What came while a month had no partition lies in the rest, and moves. A lock that is not had soon is left to the next round.
const months = `
create or replace function ensure_audit_partitions(first_month date, months int) returns void language plpgsql security definer set search_path = public as $$
declare
  month date := date_trunc('month', first_month)::date;
  part text;
  till date;
begin
  for i in 1..months loop
    part := 'audit_event_' || to_char(month, 'YYYYMM');
    till := (month + interval '1 month')::date;
    if to_regclass(part) is null then
      if exists (select from audit_event_rest where at >= month and at < till) then
        execute format('create table %I (like audit_event including defaults including constraints)', part);
        execute format('with moved as (delete from audit_event_rest where at >= %L and at < %L returning *) insert into %I select * from moved', month, till, part);
        execute format('alter table audit_event attach partition %I for values from (%L) to (%L)', part, month, till);
      else
        execute format('create table %I partition of audit_event for values from (%L) to (%L)', part, month, till);
      end if;
    end if;
    month := till;
  end loop;
end $$;

create function system_tend_audit_partitions() returns text[] language plpgsql security definer set search_path = public set lock_timeout = '2s' as $$
declare
  part record;
  needed boolean;
  dropped text[] := '{}';
begin
  if not pg_try_advisory_xact_lock(hashtext('system_tend_audit_partitions')) then return dropped; end if;
  perform ensure_audit_partitions(now()::date, 4);
  for part in
    select c.relname as name, (to_date(right(c.relname, 6), 'YYYYMM') + interval '1 month 1 day')::timestamptz as till
    from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'audit_event'::regclass and c.relname ~ '^audit_event_\\d{6}$' order by 1
  loop
    continue when part.till > now() - interval '90 days';
    execute format('select exists (select from workspace w where exists (select from %I e where e.workspace_id = w.id)
      and coalesce(retention_cutoff(w.id, ''audit'') < $1, true))', part.name) using part.till into needed;
    continue when needed;
    execute format('insert into retention_pass as p (workspace_id, kind, removed) select workspace_id, ''audit'', count(*) from %I group by 1
      on conflict (workspace_id, kind) do update set removed = p.removed + excluded.removed, removed_at = now()', part.name);
    execute format('drop table %I', part.name);
    dropped := dropped || part.name;
  end loop;
  return dropped;
end $$;
revoke execute on function system_claim_retention(), retention_cutoff(uuid, text), forget_old_audit_events(int), forget_old_security_events(int),
  system_tend_audit_partitions() from public;
grant execute on function system_claim_retention(), retention_cutoff(uuid, text), forget_old_audit_events(int), forget_old_security_events(int),
  system_tend_audit_partitions() to causeway_app;
`;
