import { Migration } from '@mikro-orm/migrations';

/**
 * Alerts: one row for each state that somebody has to know of, from its opening to its end; what each person wants to hear; webhooks.
 * A partial unique index says that one state is open once, whatever number of processes looks.
 */
export class Migration20261128Alerts extends Migration {
  override up(): void {
    for (const part of [alerts, listeners]) this.addSql(part);
  }
}

const workspaceOnly = (table: string) => `alter table ${table} enable row level security;
create policy workspace_only on ${table} using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select, insert, update, delete on ${table} to causeway_app;`;

const alerts = `
create table alert (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  key text not null,
  kind text not null,
  sentence text not null,
  remedy text,
  opened_at timestamptz not null default now(),
  -- Since when the state is gone; the alert ends once it has stayed gone for a while.
  clear_since timestamptz,
  resolved_at timestamptz,
  primary key (workspace_id, id)
);
create unique index alert_open on alert (workspace_id, key) where resolved_at is null;
${workspaceOnly('alert')}

create table alert_check (
  workspace_id uuid not null default app_workspace() references workspace(id) primary key,
  checked_at timestamptz not null default now()
);
${workspaceOnly('alert_check')}

create function door_claim_alert_checks(every_seconds float8) returns table (workspace_id uuid)
language sql security definer set search_path = public as $$
  insert into alert_check as a (workspace_id, checked_at)
  select distinct c.workspace_id, clock_timestamp() from connection c
  where not exists (select from alert_check k where k.workspace_id = c.workspace_id and k.checked_at > clock_timestamp() - make_interval(secs => every_seconds))
  order by 1
  on conflict on constraint alert_check_pkey do update set checked_at = excluded.checked_at
    where a.checked_at <= clock_timestamp() - make_interval(secs => every_seconds)
  returning a.workspace_id
$$;
revoke execute on function door_claim_alert_checks(float8) from public;
grant execute on function door_claim_alert_checks(float8) to causeway_app;
`;

const listeners = `
create table alert_rules (
  workspace_id uuid not null default app_workspace() references workspace(id) primary key,
  rules jsonb not null
);
${workspaceOnly('alert_rules')}

create table alert_preference (
  workspace_id uuid not null default app_workspace() references workspace(id),
  user_id uuid not null,
  preference jsonb not null,
  primary key (workspace_id, user_id),
  foreign key (workspace_id, user_id) references app_user (workspace_id, id) on delete cascade
);
${workspaceOnly('alert_preference')}

-- What a person hears later: at the end of their quiet hours, or with the digest.
create table alert_notice (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  user_id uuid not null,
  alert_id uuid not null,
  what text not null check (what in ('opened', 'resolved')),
  held_for text not null check (held_for in ('quiet_hours', 'digest')),
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, user_id) references app_user (workspace_id, id) on delete cascade,
  foreign key (workspace_id, alert_id) references alert (workspace_id, id) on delete cascade
);
create index alert_notice_waiting on alert_notice (workspace_id, user_id) where sent_at is null;
${workspaceOnly('alert_notice')}

create table webhook (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  name text not null,
  url text not null,
  form text not null check (form in ('standard', 'slack', 'teams')),
  secret_sealed text not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
${workspaceOnly('webhook')}
`;
