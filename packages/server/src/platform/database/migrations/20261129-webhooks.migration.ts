import { Migration } from '@mikro-orm/migrations';

/**
 * Webhooks hear of more than alerts. What they are told is written by triggers, in the transaction that does it, so that no statement can forget
 * it and no crash can lose it; the loop of `modules/webhooks` sends it. Each attempt leaves a row.
 */
export class Migration20261129Webhooks extends Migration {
  override up(): void {
    for (const part of [tables, outbox, triggers, doors, alertsFromMails]) this.addSql(part);
  }
}

const words =
  "'run_finished', 'issue_opened', 'issue_resolved', 'record_failed', 'link_broken', 'connection_paused', 'alert_opened', 'alert_resolved'";

const workspaceOnly = (table: string) => `alter table ${table} enable row level security;
create policy workspace_only on ${table} using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select, insert, update, delete on ${table} to causeway_app;`;

const tables = `
alter table webhook
  add column events text[] not null default '{alert_opened,alert_resolved}' check (events <@ array[${words}]),
  add column previous_secret_sealed text,
  add column previous_secret_until timestamptz,
  -- Since when nothing arrives, and what the last attempt came to; null once something arrived.
  add column failing_since timestamptz,
  add column last_error text,
  add column last_delivered_at timestamptz,
  add column off_at timestamptz,
  add column off_because text check (off_because in ('person', 'gone', 'failing')),
  -- A sentence for people.
  add column off_reason text;
alter table webhook alter column events drop default;

create table webhook_delivery (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  webhook_id uuid not null,
  -- The same for each webhook that hears of one thing, and in each attempt.
  message_id uuid not null,
  event text not null check (event in (${words}, 'webhook_test')),
  facts jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed', 'stopped')),
  attempts int not null default 0,
  -- Of the attempts, those before somebody asked for it again.
  earlier_attempts int not null default 0,
  next_attempt_at timestamptz not null default now(),
  lease_until timestamptz,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, webhook_id) references webhook (workspace_id, id) on delete cascade
);
create index webhook_delivery_due on webhook_delivery (next_attempt_at) where state = 'waiting';
create index webhook_delivery_of on webhook_delivery (workspace_id, webhook_id, id desc);
create index webhook_delivery_old on webhook_delivery (workspace_id, finished_at) where finished_at is not null;
${workspaceOnly('webhook_delivery')}

create table webhook_attempt (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  delivery_id uuid not null,
  at timestamptz not null default now(),
  status_code int,
  duration_ms int not null,
  answer text,
  error text,
  primary key (workspace_id, id),
  foreign key (workspace_id, delivery_id) references webhook_delivery (workspace_id, id) on delete cascade
);
create index webhook_attempt_of on webhook_attempt (workspace_id, delivery_id, id);
${workspaceOnly('webhook_attempt')}
`;

const outbox = `
create function wants_webhooks(workspace uuid, what text) returns boolean language sql stable as $$
  select exists (select from webhook w where w.workspace_id = workspace and w.off_at is null and what = any(w.events))
$$;

create function tell_webhooks(workspace uuid, what text, told jsonb) returns void language plpgsql as $$
declare message uuid := uuidv7();
begin
  insert into webhook_delivery (workspace_id, webhook_id, message_id, event, facts)
  select workspace, w.id, message, what, told from webhook w where w.workspace_id = workspace and w.off_at is null and what = any(w.events);
end $$;
`;

// The conditions stand in "when", so that rows which tell nothing cost nothing.
const triggers = `
create function tell_of_run() returns trigger language plpgsql as $$
begin
  if wants_webhooks(new.workspace_id, 'run_finished') then
    perform tell_webhooks(new.workspace_id, 'run_finished', jsonb_build_object('runId', new.id, 'kind', upper(new.kind), 'state', upper(new.state),
      'startedAt', new.started_at, 'finishedAt', new.finished_at, 'code', new.error_code, 'reason', new.error));
  end if;
  return null;
end $$;
create trigger run_finished after update of state on sync_run
  for each row when (old.state = 'running' and new.state <> 'running') execute function tell_of_run();

create function tell_of_issue() returns trigger language plpgsql as $$
declare what text := case when new.state = 'open' then 'issue_opened' else 'issue_resolved' end;
begin
  if wants_webhooks(new.workspace_id, what) then
    perform tell_webhooks(new.workspace_id, what, jsonb_build_object('issueId', new.id, 'state', upper(new.state), 'entity', upper(new.entity),
      'direction', upper(new.direction), 'code', new.code, 'name', new.record_name, 'localId', new.local_id, 'remoteId', new.remote_id,
      'message', new.message, 'advice', new.advice, 'resolution', new.resolution));
  end if;
  return null;
end $$;
create trigger issue_opened after insert on sync_issue for each row when (new.state = 'open') execute function tell_of_issue();
create trigger issue_turned after update of state on sync_issue
  for each row when ((old.state = 'open') <> (new.state = 'open')) execute function tell_of_issue();

create function tell_of_failure() returns trigger language plpgsql as $$
begin
  if wants_webhooks(new.workspace_id, 'record_failed') then
    perform tell_webhooks(new.workspace_id, 'record_failed', jsonb_build_object('auditEventId', new.id, 'entity', upper(new.entity),
      'direction', upper(new.direction), 'operation', upper(new.operation), 'code', new.code, 'name', new.name, 'localId', new.local_id,
      'remoteId', new.remote_id, 'runId', new.run_id, 'attempt', new.attempt, 'message', new.description));
  end if;
  return null;
end $$;
create trigger record_failed after insert on audit_event
  for each row when (new.status = 'error' and new.entity is not null) execute function tell_of_failure();

create function tell_of_link() returns trigger language plpgsql as $$
begin
  if wants_webhooks(new.workspace_id, 'link_broken') then
    perform tell_webhooks(new.workspace_id, 'link_broken', jsonb_build_object('linkId', new.id, 'entity', upper(new.entity), 'localId', new.local_id,
      'remoteId', new.remote_id, 'brokenAt', new.broken_at));
  end if;
  return null;
end $$;
create trigger link_broken after update of state on entity_link
  for each row when (new.state = 'broken' and old.state <> 'broken') execute function tell_of_link();

create function tell_of_pause() returns trigger language plpgsql as $$
begin
  if wants_webhooks(new.workspace_id, 'connection_paused') then
    perform tell_webhooks(new.workspace_id, 'connection_paused', jsonb_build_object('connectionId', new.id, 'host', new.host,
      'code', new.state_code, 'reason', new.state_message, 'pausedAt', new.state_since));
  end if;
  return null;
end $$;
create trigger connection_paused after update of state on connection
  for each row when (new.state = 'paused' and old.state <> 'paused') execute function tell_of_pause();
`;

const doors = `
create function system_due_webhooks() returns table (workspace_id uuid, webhook_id uuid)
language sql security definer set search_path = public as $$
  select distinct d.workspace_id, d.webhook_id from webhook_delivery d where d.state = 'waiting' and d.next_attempt_at <= clock_timestamp()
    and (d.lease_until is null or d.lease_until < clock_timestamp())
$$;
revoke execute on function system_due_webhooks() from public;
grant execute on function system_due_webhooks() to causeway_app;
`;

// Until now webhook messages went out among the mails.
const alertsFromMails = `
insert into webhook_delivery (workspace_id, webhook_id, message_id, event, facts, created_at, next_attempt_at)
select d.workspace_id, w.id, d.id, replace(d.body ->> 'type', '.', '_'), d.body -> 'data', d.created_at, d.next_attempt_at
from delivery d join webhook w on w.workspace_id = d.workspace_id and w.id::text = d.recipient
where d.channel = 'webhook' and d.state = 'waiting' and d.body ->> 'type' in ('alert.opened', 'alert.resolved');
delete from delivery where channel = 'webhook';
alter table delivery drop constraint delivery_channel_check;
alter table delivery add constraint delivery_channel_check check (channel = 'mail');
`;
