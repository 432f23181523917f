import { Migration } from '@mikro-orm/migrations';

/**
 * What the records of both sides were compared by, and what people decided about each pair. `match_name`, `phone_digits` and `web_domain` say in
 * SQL what the rules of the matching say in code, so that a look-up by index finds what the comparison would call the same.
 */
export class Migration20261125Matching extends Migration {
  override up(): void {
    for (const part of [functions, tables, isolation]) this.addSql(part);
  }
}

// Single expressions without settings of their own, so that PostgreSQL puts them in place of the call: they are computed for every client that is written.
const functions = String.raw`
create function match_name(name text) returns text language sql immutable parallel safe as $$
  select nullif(replace(regexp_replace(regexp_replace(
    btrim(replace(replace(
      regexp_replace(
        regexp_replace(
          replace(replace(replace(translate(
            regexp_replace(lower(normalize(' ' || name || ' ', NFKD)), '[\u0300-\u036f]', '', 'g'),
            'øłđı', 'oldi'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
          '[.''’${'`'}´]', '', 'g'),
        '[\s!-/:-@\[-${'`'}{-~\u00a0-\u00bf\u2000-\u206f]+', ' ', 'g'),
      ' and ', ' '), ' and ', ' ')),
    '^the (?=.)', ''),
    '(?: (?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|llp|lp|pllc|pc|plc|gmbh|mbh|ag|kg|ug|ohg|sa|sas|sarl|srl|spa|bv|nv|ab|oy|aps|pty|pte))+$', ''),
    ' ', ''), '')
$$;

create function phone_digits(phone text) returns text language sql immutable parallel safe as $$
  select substring(regexp_replace(regexp_replace(regexp_replace(phone, '\D', '', 'g'), '^00', ''), '^1(\d{10})$', '\1') from '^.{7,}$')
$$;

create function web_domain(website text) returns text language sql immutable parallel safe as $$
  select substring(regexp_replace(regexp_replace(lower(btrim(website)), '^[a-z]+://', ''), '^www\.', '') from '^[^/?#:]*\.[^/?#:]*')
$$;

alter table client add column match_key text generated always as (match_name(name)) stored;
create index client_match on client (workspace_id, match_key);
`;

const tables = `
create table match_run (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  connection_id uuid not null,
  state text not null default 'running' check (state in ('running', 'done', 'failed')),
  started_at timestamptz not null default now(),
  started_by text not null,
  finished_at timestamptz,
  resumed int not null default 0,
  error text,
  fence bigint not null default 0,
  lease_owner text,
  lease_until timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
create unique index match_run_one on match_run (workspace_id, connection_id) where state = 'running';
create index match_run_recent on match_run (workspace_id, connection_id, id desc);

-- How far a run is with one kind of record: read up to an ID, read to the end, compared.
create table match_run_entity (
  workspace_id uuid not null default app_workspace() references workspace(id),
  run_id uuid not null,
  entity text not null,
  position int not null,
  expected int,
  read int not null default 0,
  resume_after_id bigint not null default 0,
  read_at timestamptz,
  compared int not null default 0,
  pairs int,
  compared_at timestamptz,
  primary key (workspace_id, run_id, entity),
  foreign key (workspace_id, run_id) references match_run (workspace_id, id) on delete cascade
);

-- The records of ConnectWise as the last run saw them; \`facts\` holds what is compared.
create table match_record (
  workspace_id uuid not null default app_workspace() references workspace(id),
  connection_id uuid not null,
  entity text not null,
  remote_id text not null,
  name text not null,
  parent_id text,
  facts jsonb not null,
  phone_key text,
  domain_key text,
  run_id uuid not null,
  primary key (workspace_id, connection_id, entity, remote_id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
create index match_record_phone on match_record (workspace_id, connection_id, entity, phone_key) where phone_key is not null;
create index match_record_domain on match_record (workspace_id, connection_id, entity, domain_key) where domain_key is not null;

-- Two records that may be the same. What a person decided stays through all later runs.
create table match_pair (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  connection_id uuid not null,
  entity text not null check (entity in ('company', 'contact', 'product')),
  remote_id text not null,
  remote_name text not null,
  remote_parent_id text,
  local_id uuid not null,
  local_name text not null,
  local_parent_id uuid,
  score int not null check (score between 0 and 100),
  -- The best score of another undecided pair of one of the two records, and the best one of all pairs of the remote record.
  rival int not null default 0,
  best int not null default 0,
  veto text,
  breakdown jsonb not null default '[]',
  state text not null default 'proposed' check (state in ('proposed', 'later', 'linked', 'rejected', 'create')),
  decided_by text,
  decided_at timestamptz,
  run_id uuid,
  search_text text not null generated always as (lower(remote_name || ' ' || local_name || ' ' || remote_id)) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
create unique index match_pair_records on match_pair (workspace_id, connection_id, entity, remote_id, local_id);
create index match_pair_local on match_pair (workspace_id, connection_id, entity, local_id);
create index match_pair_list on match_pair (workspace_id, connection_id, entity, state, best desc, remote_id, score desc, id);
`;

const isolation = `
do $$
declare t text;
begin
  foreach t in array array['match_run', 'match_run_entity', 'match_record', 'match_pair'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy workspace_only on %I using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()))', t);
    execute format('grant select, insert, update, delete on %I to causeway_app', t);
  end loop;
end $$;
grant maintain on match_record, match_pair to causeway_app;

create function door_unfinished_matches() returns table (workspace_id uuid, connection_id uuid)
language sql security definer set search_path = public as $$
  select r.workspace_id, r.connection_id from match_run r
  where r.state = 'running' and (r.lease_until is null or r.lease_until < now())
$$;
revoke execute on function door_unfinished_matches() from public;
grant execute on function door_unfinished_matches() to causeway_app;
revoke execute on function match_name(text), phone_digits(text), web_domain(text) from public;
grant execute on function match_name(text), phone_digits(text), web_domain(text) to causeway_app;
`;
