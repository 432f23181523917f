import { Migration } from '@mikro-orm/migrations';

/** Working on issues together: who has one, what was said about it, what is put aside, how it ended; and retries of a whole group. */
export class Migration20261129IssueDesk extends Migration {
  override up(): void {
    for (const part of [columns, tables, rights]) this.addSql(part);
  }
}

// Issues end at several places; when that was is written down at the one that all of them pass.
const columns = `
alter table sync_issue add column settled_at timestamptz;
alter table sync_issue add column settled_by text;
alter table sync_issue add column assignee_id uuid;
alter table sync_issue add column parked_at timestamptz;
alter table sync_issue add column parked_by text;
alter table sync_issue add column parked_reason text;
alter table sync_issue add foreign key (workspace_id, assignee_id) references app_user (workspace_id, id);
update sync_issue set settled_at = last_seen_at where state <> 'open';
create index sync_issue_record on sync_issue (workspace_id, local_id) where local_id is not null;
create function note_issue_end() returns trigger language plpgsql as $$
begin
  if new.state <> 'open' and old.state = 'open' then new.settled_at := now(); end if;
  return new;
end $$;
create trigger sync_issue_end before update of state on sync_issue for each row execute function note_issue_end();
`;

const tables = `
create table issue_comment (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  issue_id uuid not null,
  at timestamptz not null default now(),
  author text not null,
  text text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, issue_id) references sync_issue (workspace_id, id) on delete cascade
);
create index issue_comment_of on issue_comment (workspace_id, issue_id, id);
create table issue_retry (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  connection_id uuid not null,
  code text not null,
  entity text not null,
  direction text not null,
  requested_by text not null,
  requested_by_id uuid,
  state text not null default 'running' check (state in ('running', 'done', 'stopped')),
  total int not null,
  tried int not null default 0,
  settled int not null default 0,
  refused int not null default 0,
  last_problem text,
  position uuid,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  lease_owner text,
  lease_until timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
create unique index issue_retry_running on issue_retry (workspace_id, connection_id, code, entity, direction) where state = 'running';
`;

const rights = `
do $$
declare t text;
begin
  foreach t in array array['issue_comment', 'issue_retry'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy workspace_only on %I using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()))', t);
    execute format('grant select, insert, update, delete on %I to causeway_app', t);
  end loop;
end $$;
create function system_unfinished_issue_retries() returns table (workspace_id uuid, retry_id uuid)
language sql security definer set search_path = public as $$
  select r.workspace_id, r.id from issue_retry r where r.state = 'running' and (r.lease_until is null or r.lease_until < now())
$$;
revoke execute on function system_unfinished_issue_retries() from public;
grant execute on function system_unfinished_issue_retries() to causeway_app;
`;
