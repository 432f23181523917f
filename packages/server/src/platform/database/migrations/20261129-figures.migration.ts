import { Migration } from '@mikro-orm/migrations';

/**
 * What an operator watches of the whole installation, in one statement and without a name of anybody. `system_figures` counts over all workspaces,
 * so it runs as the owner of the tables.
 */
export class Migration20261129Figures extends Migration {
  override up(): void {
    this.addSql(`
create function system_figures() returns table (name text, label text, value float8)
language sql stable security definer set search_path = public as $$
  select 'connections', c.state, count(*)::float8 from connection c group by c.state
  union all
  select 'connectwise_throttled_connections', null, count(*)::float8 from connection c where c.throttled_until > now()
  union all
  select 'pushes_waiting', p.state, count(*)::float8 from push_request p where p.state <> 'done' group by p.state
  union all
  select 'push_queue_age_seconds', null, coalesce(extract(epoch from now() - min(p.requested_at)), 0)::float8
  from push_request p join connection c on c.workspace_id = p.workspace_id and c.id = p.connection_id
  where p.state in ('pending', 'running') and c.state = 'connected' and c.sync_started_at is not null
  union all
  select 'pulls_running', null, count(*)::float8 from sync_run r where r.state = 'running' and r.kind in ('initial', 'poll', 'manual')
  union all
  select 'poll_overdue_seconds', null, coalesce(greatest(extract(epoch from now() - min(c.next_pull_at)), 0), 0)::float8
  from connection c where c.state = 'connected' and c.next_pull_at is not null
    and not exists (select from sync_run r where r.workspace_id = c.workspace_id and r.connection_id = c.id and r.state = 'running'
      and r.kind in ('initial', 'poll', 'manual'))
  union all
  select 'issues_open', d.direction, count(i.id)::float8
  from (values ('in'), ('out')) d (direction) left join sync_issue i on i.direction = d.direction and i.state = 'open' group by d.direction
  union all
  select 'links_broken', null, count(*)::float8 from entity_link l where l.state = 'broken'
  union all
  select 'deliveries_waiting', null, count(*)::float8 from delivery d where d.state = 'waiting'
  union all
  select 'alerts_open', null, count(*)::float8 from alert a where a.resolved_at is null
  union all
  select k.kind || 's_alive', null, count(h.id)::float8
  from (values ('api'), ('worker')) k (kind)
    left join process_heartbeat h on h.kind = k.kind and h.ended_at is null and h.at > clock_timestamp() - interval '20 seconds'
  group by k.kind
  union all
  -- ConnectWise lets a company ask 1,000 times a minute.
  select 'connectwise_budget_used_ratio', null, coalesce(max(m.asked), 0)::float8 / 1000
  from (
    select sum(t.n) as asked from (
      select d.workspace_id, d.n from statistic_delta d where d.measure = 'api_call'
        and d.at >= date_trunc('minute', now()) - interval '1 minute' and d.at < date_trunc('minute', now())
      union all
      select r.workspace_id, r.n from statistic_rollup r where r.measure = 'api_call' and r.width = 'minute'
        and r.at = date_trunc('minute', now()) - interval '1 minute'
    ) t group by t.workspace_id
  ) m
$$;
revoke execute on function system_figures() from public;
grant execute on function system_figures() to causeway_app;
-- Counted at each scrape.
create index entity_link_broken on entity_link (state) where state = 'broken';
create index push_request_open on push_request (state, requested_at) where state <> 'done';`);
  }
}
