import { Migration } from '@mikro-orm/migrations';

/**
 * What each api and worker process says of itself every few seconds, so that a frozen or dead one is noticed by the others. Processes belong
 * to no workspace, so the rows are there outside of workspaces; inside of one `door_processes` tells. Worth nothing after a crash of the server.
 */
export class Migration20261128ProcessHeartbeat extends Migration {
  override up(): void {
    this.addSql(`
create unlogged table process_heartbeat (
  id uuid primary key,
  kind text not null check (kind in ('api', 'worker')),
  host text not null,
  pid int not null,
  started_at timestamptz not null default clock_timestamp(),
  at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  job_store_away_since timestamptz
);
alter table process_heartbeat enable row level security;
create policy outside_of_workspaces on process_heartbeat using ((select app_workspace()) is null) with check ((select app_workspace()) is null);
grant select, insert, update, delete on process_heartbeat to causeway_app;

create function door_processes() returns table (kind text, host text, pid int, started_at timestamptz, at timestamptz, ended_at timestamptz,
  job_store_away_since timestamptz, silent_ms float8)
language sql stable security definer set search_path = public as $$
  select h.kind, h.host, h.pid, h.started_at, h.at, h.ended_at, h.job_store_away_since, extract(epoch from clock_timestamp() - h.at)::float8 * 1000
  from process_heartbeat h order by h.at desc limit 200
$$;
revoke execute on function door_processes() from public;
grant execute on function door_processes() to causeway_app;`);
  }
}
