import { Migration } from '@mikro-orm/migrations';

/**
 * Figures by hour and day without their durations: a chart of months that asks for counts alone reads one row a group and bucket, and not one for
 * each slot of the scale.
 */
export class Migration20261129X9StatisticTotals extends Migration {
  override up(): void {
    for (const part of [alone, table, rollUp, backfill]) this.addSql(part);
  }
}

// A sweep that runs is waited for, and one that begins meanwhile leaves its work to the next: none adds up what the totals would not hear of.
const alone = `select pg_advisory_xact_lock(hashtext('door_roll_up_statistics'))`;

const table = `
create table statistic_total (
  workspace_id uuid not null default app_workspace() references workspace(id),
  width text not null check (width in ('hour', 'day')),
  measure text not null,
  at timestamptz not null,
  direction text,
  entity text,
  operation text,
  status text,
  code text,
  n bigint not null
);
create unique index statistic_total_key on statistic_total (workspace_id, width, measure, at, direction, entity, operation, status, code)
  nulls not distinct;
alter table statistic_total enable row level security;
create policy workspace_only on statistic_total using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select on statistic_total to causeway_app;
`;

const rollUp = `
create or replace function system_roll_up_statistics(most int) returns int language plpgsql security definer set search_path = public as $$
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
    on conflict (workspace_id, width, measure, at, direction, entity, operation, status, code, slot) do update set n = r.n + excluded.n),
  summed as (
    insert into statistic_total as r (workspace_id, width, measure, at, direction, entity, operation, status, code, n)
    select m.workspace_id, w.width, m.measure, date_trunc(w.width, m.at, 'UTC'), m.direction, m.entity, m.operation, m.status, m.code, sum(m.n)
    from moved m, (values ('hour'), ('day')) w(width) group by 1, 2, 3, 4, 5, 6, 7, 8, 9
    on conflict (workspace_id, width, measure, at, direction, entity, operation, status, code) do update set n = r.n + excluded.n)
  select count(*) into taken from moved;
  delete from statistic_rollup where width = 'minute' and at < now() - interval '31 days';
  delete from statistic_standing where width = 'minute' and at < now() - interval '31 days';
  return taken;
end $$;
`;

// What has been added up already.
const backfill = `
insert into statistic_total (workspace_id, width, measure, at, direction, entity, operation, status, code, n)
select workspace_id, width, measure, at, direction, entity, operation, status, code, sum(n)
from statistic_rollup where width in ('hour', 'day') group by 1, 2, 3, 4, 5, 6, 7, 8, 9;
`;
