import { Migration } from '@mikro-orm/migrations';

/** Figures by minute, hour and day, so that a chart of months reads a few thousand rows and not the log. */
export class Migration20261128Statistics extends Migration {
  override up(): void {
    for (const part of [tables, isolation, rollUp, standings, backfill]) this.addSql(part);
  }
}

// Writers only ever insert deltas, so none waits for another; a sweep adds them up into `statistic_rollup`. A figure is the sum over both tables,
// which one statement sees in one snapshot. `slot` is a place on the scale of durations, -1 where nothing was timed.
const tables = `
create table statistic_delta (
  workspace_id uuid not null default app_workspace() references workspace(id),
  at timestamptz not null default date_trunc('minute', now(), 'UTC'),
  measure text not null,
  direction text,
  entity text,
  operation text,
  status text,
  code text,
  slot smallint not null,
  n int not null
);
create index statistic_delta_at on statistic_delta (workspace_id, at);

create table statistic_rollup (
  workspace_id uuid not null default app_workspace() references workspace(id),
  width text not null check (width in ('minute', 'hour', 'day')),
  measure text not null,
  at timestamptz not null,
  direction text,
  entity text,
  operation text,
  status text,
  code text,
  slot smallint not null,
  n bigint not null
);
create unique index statistic_rollup_key on statistic_rollup (workspace_id, width, measure, at, direction, entity, operation, status, code, slot)
  nulls not distinct;

create table statistic_standing (
  workspace_id uuid not null default app_workspace() references workspace(id),
  width text not null check (width in ('minute', 'hour', 'day')),
  at timestamptz not null,
  entity text not null,
  linked int not null,
  pending int not null,
  failing int not null,
  broken int not null,
  excluded int not null,
  most_pending int not null,
  oldest_seconds int not null,
  primary key (workspace_id, width, at, entity)
);
`;

const isolation = `
do $$
declare t text;
begin
  foreach t in array array['statistic_delta', 'statistic_rollup', 'statistic_standing'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy workspace_only on %I using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()))', t);
    execute format('grant select on %I to causeway_app', t);
  end loop;
end $$;
grant insert on statistic_delta to causeway_app;
`;

// One at a time; whoever comes second leaves it to the first. Deltas that arrive meanwhile are taken by the next round.
const rollUp = `
create function door_roll_up_statistics(most int) returns int language plpgsql security definer set search_path = public as $$
declare taken int;
begin
  if not pg_try_advisory_xact_lock(hashtext('door_roll_up_statistics')) then return 0; end if;
  with moved as (
    delete from statistic_delta where ctid = any(array(select ctid from statistic_delta limit most))
    returning workspace_id, at, measure, direction, entity, operation, status, code, slot, n),
  added as (
    insert into statistic_rollup as r (workspace_id, width, measure, at, direction, entity, operation, status, code, slot, n)
    select m.workspace_id, w.width, m.measure, date_trunc(w.width, m.at, 'UTC'), m.direction, m.entity, m.operation, m.status, m.code, m.slot, sum(m.n)
    from moved m, (values ('minute'), ('hour'), ('day')) w(width) group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
    on conflict (workspace_id, width, measure, at, direction, entity, operation, status, code, slot) do update set n = r.n + excluded.n)
  select count(*) into taken from moved;
  delete from statistic_rollup where width = 'minute' and at < now() - interval '31 days';
  delete from statistic_standing where width = 'minute' and at < now() - interval '31 days';
  return taken;
end $$;
revoke execute on function door_roll_up_statistics(int) from public;
grant execute on function door_roll_up_statistics(int) to causeway_app;
`;

// Of each workspace's connection; "*" is the queue as a whole. What a bucket says of records is how they stood at its end; of the queue, the worst that was seen.
const standings = `
create function door_note_standings(entities text[]) returns void language sql security definer set search_path = public as $$
  with active as (select distinct on (workspace_id) workspace_id, id from connection order by workspace_id, created_at, id),
  link as (
    select a.workspace_id, l.entity, count(*) filter (where l.state = 'linked')::int linked, count(*) filter (where l.state = 'broken')::int broken
    from active a join entity_link l on l.workspace_id = a.workspace_id and l.connection_id = a.id group by 1, 2),
  push as (
    select a.workspace_id, coalesce(p.entity, '*') entity, count(*)::int pending, greatest(0, extract(epoch from now() - min(p.requested_at)))::int oldest
    from active a join push_request p on p.workspace_id = a.workspace_id and p.connection_id = a.id and p.state in ('pending', 'running')
    group by grouping sets ((a.workspace_id, p.entity), (a.workspace_id))),
  skip as (
    select a.workspace_id, s.entity, count(*)::int excluded
    from active a join sync_skip s on s.workspace_id = a.workspace_id and s.connection_id = a.id and s.code in ('excluded', 'parent_excluded') group by 1, 2),
  issue as (
    select a.workspace_id, i.entity, count(*)::int failing
    from active a join sync_issue i on i.workspace_id = a.workspace_id and i.connection_id = a.id and i.state = 'open' group by 1, 2)
  insert into statistic_standing as s (workspace_id, width, at, entity, linked, pending, failing, broken, excluded, most_pending, oldest_seconds)
  select a.workspace_id, w.width, date_trunc(w.width, now(), 'UTC'), e.entity, coalesce(link.linked, 0), coalesce(push.pending, 0), coalesce(issue.failing, 0),
    coalesce(link.broken, 0), coalesce(skip.excluded, 0), coalesce(push.pending, 0), coalesce(push.oldest, 0)
  from active a cross join unnest(entities || '*'::text) e(entity) cross join (values ('minute'), ('hour'), ('day')) w(width)
  left join link on link.workspace_id = a.workspace_id and link.entity = e.entity
  left join push on push.workspace_id = a.workspace_id and push.entity = e.entity
  left join skip on skip.workspace_id = a.workspace_id and skip.entity = e.entity
  left join issue on issue.workspace_id = a.workspace_id and issue.entity = e.entity
  on conflict (workspace_id, width, at, entity) do update set linked = excluded.linked, pending = excluded.pending, failing = excluded.failing,
    broken = excluded.broken, excluded = excluded.excluded,
    most_pending = greatest(s.most_pending, excluded.most_pending), oldest_seconds = greatest(s.oldest_seconds, excluded.oldest_seconds)
$$;
revoke execute on function door_note_standings(text[]) from public;
grant execute on function door_note_standings(text[]) to causeway_app;
`;

// What the log holds already. The slot is that of statistics/slots.rules.ts.
const backfill = `
insert into statistic_rollup (workspace_id, width, measure, at, direction, entity, operation, status, code, slot, n)
select e.workspace_id, w.width, 'event', date_trunc(w.width, e.at, 'UTC'), e.direction, e.entity, e.operation, e.status, e.code,
  case when e.duration_ms is null then -1 when e.duration_ms <= 1 then 0 else least(80, ceil(2 * log(2, e.duration_ms::numeric)))::smallint end, count(*)
from audit_event e, (values ('minute'), ('hour'), ('day')) w(width)
where w.width <> 'minute' or e.at > now() - interval '31 days'
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
`;
