import { Migration } from '@mikro-orm/migrations';

/**
 * Erasing one person's data on request. What is looked for (names, addresses, numbers) stands in the erasure's row while it runs, so that it can be
 * resumed, and is forgotten with its end. The two logs that the product may not change are changed by functions of the owner, which put a mark in
 * place of what a running erasure names, and do nothing else.
 */
export class Migration20261129Erasure extends Migration {
  override up(): void {
    for (const part of [tables, texts, logs]) this.addSql(part);
  }
}

const workspaceOnly = (table: string) => `alter table ${table} enable row level security;
create policy workspace_only on ${table} using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()));
grant select, insert, update, delete on ${table} to causeway_app;`;

const tables = `
create table erasure (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  subject text not null check (subject in ('contact', 'person')),
  subject_id uuid not null,
  link text not null check (link in ('keep', 'remove')),
  state text not null default 'running' check (state in ('running', 'done')),
  needles text[],
  remote_ids text[],
  -- Which piece of work comes next, and the last row of it that was looked at.
  step int not null default 0,
  after uuid,
  counts jsonb not null default '{}',
  requested_by text not null,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  lease_until timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, subject, subject_id),
  check (state = 'running' or (needles is null and remote_ids is null))
);
${workspaceOnly('erasure')}

-- Records of ConnectWise that must not come in again: the hash of their ID, and the row that holds their place here.
create table erased_record (
  workspace_id uuid not null default app_workspace() references workspace(id),
  connection_id uuid not null,
  entity text not null,
  remote_hash text not null,
  local_id uuid not null,
  at timestamptz not null default now(),
  primary key (workspace_id, connection_id, entity, remote_hash),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
${workspaceOnly('erased_record')}

create function erased_hash(connection uuid, entity text, remote_id text) returns text language sql immutable parallel safe as $$
  select encode(sha256(convert_to(connection::text || ':' || entity || ':' || remote_id, 'UTF8')), 'hex')
$$;

create function system_unfinished_erasures() returns table (workspace_id uuid, erasure_id uuid)
language sql security definer set search_path = public as $$
  select e.workspace_id, e.id from erasure e where e.state = 'running' and (e.lease_until is null or e.lease_until < now())
$$;
`;

// Whole words alone, whatever their case; of two that overlap the longer one. A name of one word could be any word, so it counts only where nothing
// else stands. "$." matches nothing.
const texts = String.raw`
create function erasing_pattern(needles text[]) returns text language sql immutable parallel safe as $$
  select coalesce('(?<![[:alnum:]])(' || string_agg(case when n ~ '[[:space:]@]' or length(regexp_replace(n, '[^0-9]', '', 'g')) >= 7 then escaped else '^' || escaped || '$' end,
    '|' order by length(n) desc) || ')(?![[:alnum:]])', '$.')
  from unnest(needles) n, lateral (select regexp_replace(n, '([^[:alnum:][:space:]])', '\\\1', 'g') as escaped) e
$$;
create function redact_text(t text, pattern text) returns text language sql immutable parallel safe as $$
  select regexp_replace(t, pattern, '[erased]', 'gi')
$$;
create function redact_json(j jsonb, pattern text) returns jsonb language plpgsql immutable parallel safe as $$
begin
  case jsonb_typeof(j)
    when 'string' then return to_jsonb(redact_text(j #>> '{}', pattern));
    when 'array' then return (select coalesce(jsonb_agg(redact_json(v, pattern) order by place), '[]') from jsonb_array_elements(j) with ordinality t(v, place));
    when 'object' then return (select coalesce(jsonb_object_agg(k, redact_json(v, pattern)), '{}') from jsonb_each(j) t(k, v));
    else return j;
  end case;
end $$;
create function blank_changes(changes jsonb) returns jsonb language sql immutable parallel safe as $$
  select coalesce(jsonb_agg(c
    || case when jsonb_typeof(c -> 'from') is distinct from 'null' and c ? 'from' then '{"from": "[erased]"}'::jsonb else '{}' end
    || case when jsonb_typeof(c -> 'to') is distinct from 'null' and c ? 'to' then '{"to": "[erased]"}'::jsonb else '{}' end order by place), '[]')
  from jsonb_array_elements(changes) with ordinality as t(c, place)
$$;
`;

const logs = `
create function erase_in_audit_log(of_erasure uuid, behind uuid, most int) returns table (last_id uuid, changed int)
language plpgsql security definer set search_path = public as $$
declare e erasure%rowtype; pattern text;
begin
  select * into strict e from erasure x where x.workspace_id = app_workspace() and x.id = of_erasure and x.state = 'running';
  pattern := erasing_pattern(e.needles);
  return query
  with page as materialized (
    select a.at, a.id, coalesce(e.subject = 'contact' and a.entity = 'contact' and (a.local_id = e.subject_id or a.remote_id = any(e.remote_ids)), false) as about
    from audit_event a where a.workspace_id = app_workspace() and (behind is null or a.id > behind) order by a.id limit most),
  done as (
    update audit_event a set
      name = case when p.about then 'Erased person' else redact_text(a.name, pattern) end,
      description = redact_text(a.description, pattern), actor = redact_text(a.actor, pattern),
      changes = case when p.about then blank_changes(a.changes) else redact_json(a.changes, pattern) end,
      exchanges = case when p.about then null else redact_json(a.exchanges, pattern) end
    from page p
    where a.workspace_id = app_workspace() and a.at = p.at and a.id = p.id
      and (p.about or a.name ~* pattern or a.description ~* pattern or a.actor ~* pattern or a.changes::text ~* pattern or a.exchanges::text ~* pattern)
    returning 1)
  select (select p.id from page p order by p.id desc limit 1), (select count(*)::int from done);
end $$;

create function erase_in_security_log(of_erasure uuid, behind uuid, most int) returns table (last_id uuid, changed int)
language plpgsql security definer set search_path = public as $$
declare e erasure%rowtype; pattern text;
begin
  select * into strict e from erasure x where x.workspace_id = app_workspace() and x.id = of_erasure and x.state = 'running';
  pattern := erasing_pattern(e.needles);
  return query
  with page as materialized (
    select s.id from security_event s where s.workspace_id = app_workspace() and (behind is null or s.id > behind) order by s.id limit most),
  done as (
    update security_event s set
      actor = case when e.subject = 'person' and s.actor_id = e.subject_id then 'Erased person' else redact_text(s.actor, pattern) end,
      subject = redact_text(s.subject, pattern), description = redact_text(s.description, pattern),
      address = case when e.subject = 'person' and (s.actor_id = e.subject_id or coalesce(s.subject, '') ~* pattern) then null else s.address end
    from page p
    where s.workspace_id = app_workspace() and s.id = p.id
      and ((e.subject = 'person' and s.actor_id = e.subject_id) or s.actor ~* pattern or s.subject ~* pattern or s.description ~* pattern)
    returning 1)
  select (select p.id from page p order by p.id desc limit 1), (select count(*)::int from done);
end $$;

revoke execute on function erased_hash(uuid, text, text), system_unfinished_erasures(), erasing_pattern(text[]), redact_text(text, text),
  redact_json(jsonb, text), blank_changes(jsonb), erase_in_audit_log(uuid, uuid, int), erase_in_security_log(uuid, uuid, int) from public;
grant execute on function erased_hash(uuid, text, text), system_unfinished_erasures(), erasing_pattern(text[]), redact_text(text, text),
  redact_json(jsonb, text), blank_changes(jsonb), erase_in_audit_log(uuid, uuid, int), erase_in_security_log(uuid, uuid, int) to causeway_app;
`;
