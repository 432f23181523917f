import { Migration } from '@mikro-orm/migrations';

/**
 * The first schema. Three rules run through it:
 * - every row carries its workspace, and every primary, unique and foreign key begins with it;
 * - row-level security compares that column with the transaction's `app.workspace_id`, so a forgotten `where` reads nothing of others;
 * - what must look across workspaces (sign-in, the scheduler) goes through a few `security definer` functions and nothing else.
 */
export class Migration20261123Initial extends Migration {
  override up(): void {
    for (const part of [foundation, crm, sync, audit, isolation, doors]) this.addSql(part);
  }
}

const foundation = `
create schema if not exists jobs;
create schema if not exists extensions;
create extension if not exists pg_trgm schema extensions;

create function app_workspace() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.workspace_id', true), '')::uuid $$;

create table workspace (
  id uuid primary key default uuidv7(),
  name text not null,
  created_at timestamptz not null default now()
);

create table app_user (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  email text not null,
  name text not null,
  role text not null check (role in ('admin', 'support', 'viewer')),
  password_hash text not null,
  created_at timestamptz not null default now(),
  disabled_at timestamptz,
  primary key (workspace_id, id)
);
create unique index app_user_email on app_user (workspace_id, lower(email));

create table session (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  user_id uuid not null,
  token_hash text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, user_id) references app_user (workspace_id, id) on delete cascade
);
create unique index session_token on session (workspace_id, token_hash);
create index session_by_token on session (token_hash);

create table api_token (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  name text not null,
  role text not null check (role in ('support', 'viewer')),
  prefix text not null,
  token_hash text not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id)
);
create unique index api_token_hash on api_token (workspace_id, token_hash);
create index api_token_by_hash on api_token (token_hash);
`;

// Columns named …_key hold the lower-case form of a text. Row-level security lets a condition use an index only when its functions are
// "leakproof": lower() and LIKE are not, comparing a plain column is. So look up by name_key = any($1), never by lower(name) = any($1).
const crm = `
create table tax_region (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  name text not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create unique index tax_region_name on tax_region (workspace_id, lower(name));

create table tax_category (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  tax_region_id uuid not null,
  name text not null check (name in ('Taxable', 'Non-taxable')),
  rate numeric(9, 5) not null check (rate >= 0 and rate <= 100),
  primary key (workspace_id, id),
  foreign key (workspace_id, tax_region_id) references tax_region (workspace_id, id) on delete cascade,
  check (name <> 'Non-taxable' or rate = 0)
);
create unique index tax_category_name on tax_category (workspace_id, tax_region_id, name);

create table client (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  name text not null check (length(name) between 1 and 200),
  identifier text,
  address_line1 text, address_line2 text, city text, region text, postal_code text, country text,
  phone text, website text, type text, status text,
  name_key text not null generated always as (lower(name)) stored,
  identifier_key text generated always as (lower(identifier)) stored,
  search_text text not null generated always as (lower(name || ' ' || coalesce(identifier, ''))) stored,
  tax_region_id uuid,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, tax_region_id) references tax_region (workspace_id, id)
);
create unique index client_name on client (workspace_id, name_key);
create unique index client_identifier on client (workspace_id, identifier_key);
create index client_search on client using gin (search_text extensions.gin_trgm_ops);

create table contact (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  client_id uuid not null,
  first_name text not null check (length(first_name) between 1 and 100),
  last_name text,
  email text, phone text, mobile text, title text,
  name_key text not null generated always as (lower(first_name || ' ' || coalesce(last_name, ''))) stored,
  email_key text generated always as (lower(email)) stored,
  search_text text not null generated always as (lower(first_name || ' ' || coalesce(last_name, '') || ' ' || coalesce(email, ''))) stored,
  is_primary boolean not null default false,
  is_active boolean not null default true,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, client_id) references client (workspace_id, id)
);
create index contact_client on contact (workspace_id, client_id);
create index contact_name on contact (workspace_id, name_key, id);
create index contact_email on contact (workspace_id, email_key) where email_key is not null;
create index contact_search on contact using gin (search_text extensions.gin_trgm_ops);

create table pipeline_stage (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  name text not null,
  position int not null,
  kind text not null check (kind in ('open', 'won', 'lost')),
  primary key (workspace_id, id)
);
create unique index pipeline_stage_name on pipeline_stage (workspace_id, lower(name));

create table custom_field (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  entity text not null,
  name text not null,
  type text not null check (type in ('text', 'number', 'date', 'checkbox', 'list')),
  options jsonb not null default '[]',
  primary key (workspace_id, id)
);
create unique index custom_field_name on custom_field (workspace_id, entity, lower(name));

create table opportunity (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  name text not null check (length(name) between 1 and 200),
  client_id uuid not null,
  contact_id uuid,
  stage_id uuid not null,
  expected_close_date date,
  owner_id uuid,
  notes text,
  custom_fields jsonb not null default '{}',
  won_at timestamptz, lost_at timestamptz,
  name_key text not null generated always as (lower(name)) stored,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, client_id) references client (workspace_id, id),
  foreign key (workspace_id, contact_id) references contact (workspace_id, id),
  foreign key (workspace_id, stage_id) references pipeline_stage (workspace_id, id),
  foreign key (workspace_id, owner_id) references app_user (workspace_id, id)
);
create index opportunity_name on opportunity (workspace_id, name_key, id);
create index opportunity_search on opportunity using gin (name_key extensions.gin_trgm_ops);
create index opportunity_client on opportunity (workspace_id, client_id);
create index opportunity_stage on opportunity (workspace_id, stage_id);
create index opportunity_contact on opportunity (workspace_id, contact_id);

create table product (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  name text not null check (length(name) between 1 and 200),
  sku text,
  description text,
  kind text not null default 'product' check (kind in ('product', 'bundle')),
  product_class text, type text, category text, subcategory text, unit text,
  price numeric not null default 0,
  cost numeric not null default 0,
  name_key text not null generated always as (lower(name)) stored,
  sku_key text generated always as (lower(sku)) stored,
  search_text text not null generated always as (lower(name || ' ' || coalesce(sku, ''))) stored,
  is_taxable boolean not null default true,
  is_active boolean not null default true,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create unique index product_name on product (workspace_id, name_key);
create index product_sku on product (workspace_id, sku_key) where sku_key is not null;
create index product_search on product using gin (search_text extensions.gin_trgm_ops);

create table bundle_line (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  bundle_id uuid not null,
  product_id uuid not null,
  quantity numeric not null check (quantity > 0),
  position int not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, bundle_id) references product (workspace_id, id) on delete cascade,
  foreign key (workspace_id, product_id) references product (workspace_id, id),
  check (bundle_id <> product_id)
);
create unique index bundle_line_product on bundle_line (workspace_id, bundle_id, product_id);
create index bundle_line_used on bundle_line (workspace_id, product_id);

-- Only a bundle holds lines, and no bundle holds itself, directly or through others. One check a statement, whatever its size.
create function check_bundle_lines() returns trigger language plpgsql set search_path = public as $$
begin
  if exists (select from changed n join product p on p.workspace_id = n.workspace_id and p.id = n.bundle_id where p.kind <> 'bundle') then
    raise exception 'Only a bundle can hold other products.' using errcode = 'check_violation', constraint = 'bundle_line_of_bundle', table = 'bundle_line';
  end if;
  -- Two transactions could each add one half of a circle, so they take turns.
  perform pg_advisory_xact_lock(hashtextextended('bundle_line' || n.workspace_id, 0)) from (select distinct workspace_id from changed) n;
  if exists (
    with recursive below (workspace_id, bundle_id, id) as (
      select n.workspace_id, n.bundle_id, n.product_id from changed n
      union
      select b.workspace_id, b.bundle_id, l.product_id from below b
        join bundle_line l on l.workspace_id = b.workspace_id and l.bundle_id = b.id
    ) select from below where id = bundle_id
  ) then
    raise exception 'A bundle cannot hold itself.' using errcode = 'check_violation', constraint = 'bundle_line_no_circle', table = 'bundle_line';
  end if;
  return null;
end $$;
create trigger bundle_line_added after insert on bundle_line referencing new table as changed
  for each statement execute function check_bundle_lines();
create trigger bundle_line_changed after update on bundle_line referencing new table as changed
  for each statement execute function check_bundle_lines();

create function check_product_kind() returns trigger language plpgsql set search_path = public as $$
begin
  if exists (select from bundle_line l where l.workspace_id = new.workspace_id and l.bundle_id = new.id) then
    raise exception 'A bundle that holds products cannot become a product.' using errcode = 'check_violation', constraint = 'bundle_line_of_bundle', table = 'bundle_line';
  end if;
  return new;
end $$;
create trigger product_kind before update of kind on product for each row
  when (old.kind = 'bundle' and new.kind <> 'bundle') execute function check_product_kind();

create table document (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  opportunity_id uuid not null,
  kind text not null check (kind in ('quote', 'file')),
  title text not null check (length(title) between 1 and 200),
  number int,
  state text not null default 'draft' check (state in ('draft', 'sent', 'accepted', 'declined')),
  tax_region_id uuid,
  file_name text not null,
  content_type text not null,
  storage_key text,
  size_bytes int,
  search_text text not null generated always as (lower(title || ' ' || file_name || ' ' || coalesce(number::text, ''))) stored,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, opportunity_id) references opportunity (workspace_id, id),
  foreign key (workspace_id, tax_region_id) references tax_region (workspace_id, id),
  check (kind <> 'quote' or number is not null),
  check (kind <> 'file' or (storage_key is not null and size_bytes is not null))
);
create index document_opportunity on document (workspace_id, opportunity_id);
create unique index document_number on document (workspace_id, number);
create index document_state on document (workspace_id, state, id desc) where kind = 'quote';
create index document_search on document using gin (search_text extensions.gin_trgm_ops);
create unique index document_one_accepted on document (workspace_id, opportunity_id) where kind = 'quote' and state = 'accepted';

-- The last number given out in a workspace, by what it counts ("quote").
create table number_sequence (
  workspace_id uuid not null default app_workspace() references workspace(id),
  name text not null,
  last int not null,
  primary key (workspace_id, name)
);

create table quote_line (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  document_id uuid not null,
  position int not null,
  product_id uuid,
  description text not null,
  quantity numeric not null check (quantity > 0),
  price numeric not null,
  cost numeric not null default 0,
  discount_percent numeric not null default 0 check (discount_percent between 0 and 100),
  tax_category_id uuid,
  -- The category's rate when the quote was last saved, so that a later change of rates does not touch what a client was offered.
  tax_rate numeric(9, 5) check (tax_rate >= 0 and tax_rate <= 100),
  primary key (workspace_id, id),
  foreign key (workspace_id, document_id) references document (workspace_id, id) on delete cascade,
  foreign key (workspace_id, product_id) references product (workspace_id, id),
  foreign key (workspace_id, tax_category_id) references tax_category (workspace_id, id)
);
create index quote_line_document on quote_line (workspace_id, document_id, position);
`;

const sync = `
create table connection (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  site_url text not null,
  api_base_url text not null,
  web_base_url text not null,
  host text not null,
  login_company text not null,
  public_key_sealed text not null,
  private_key_sealed text not null,
  client_id_sealed text,
  public_key_hint text not null,
  keys_set_at timestamptz not null default now(),
  keys_set_by uuid,
  state text not null check (state in ('connected', 'error', 'paused')),
  state_code text, state_message text,
  state_since timestamptz not null default now(),
  verified_at timestamptz,
  remote_version text,
  throttled_until timestamptz,
  sync_started_at timestamptz,
  last_pull_at timestamptz,
  next_pull_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create unique index connection_account on connection (workspace_id, host, lower(login_company));
create index connection_due on connection (next_pull_at) where next_pull_at is not null;

create table sync_settings (
  workspace_id uuid not null default app_workspace() references workspace(id),
  connection_id uuid not null,
  mode text not null default 'pull_new_push_won',
  bundle_mode text not null default 'bundle',
  defaults jsonb not null default '{}',
  filters jsonb not null default '{}',
  revision int not null default 1,
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (workspace_id, connection_id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);

create table settings_revision (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  connection_id uuid not null,
  revision int not null,
  changes jsonb not null,
  at timestamptz not null default now(),
  actor_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
create unique index settings_revision_number on settings_revision (workspace_id, connection_id, revision);

create table mapping (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  connection_id uuid not null,
  kind text not null,
  local_key text not null,
  remote_key text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
create unique index mapping_local on mapping (workspace_id, connection_id, kind, local_key);
create unique index mapping_remote on mapping (workspace_id, connection_id, kind, remote_key);

create table reference_item (
  workspace_id uuid not null default app_workspace() references workspace(id),
  connection_id uuid not null,
  kind text not null,
  remote_id text not null,
  label text not null,
  position int,
  is_active boolean not null default true,
  flags jsonb not null default '{}',
  seen_at timestamptz not null default now(),
  primary key (workspace_id, connection_id, kind, remote_id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);

create table entity_link (
  workspace_id uuid not null default app_workspace(),
  id uuid not null default uuidv7(),
  connection_id uuid not null,
  entity text not null,
  local_id uuid not null,
  remote_id text not null,
  parent_local_id uuid,
  state text not null default 'linked' check (state in ('linked', 'broken', 'paused')),
  origin text not null check (origin in ('pulled', 'pushed', 'matched')),
  remote_updated_at timestamptz,
  remote_hash text,
  base jsonb,
  synced_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
create unique index entity_link_local on entity_link (workspace_id, connection_id, entity, local_id);
create unique index entity_link_remote on entity_link (workspace_id, connection_id, entity, remote_id);
create index entity_link_parent on entity_link (workspace_id, parent_local_id) where parent_local_id is not null;

create table sync_cursor (
  workspace_id uuid not null default app_workspace() references workspace(id),
  connection_id uuid not null,
  entity text not null,
  watermark timestamptz,
  listing_from timestamptz,
  listing_started_at timestamptz,
  listing_max timestamptz,
  resume_after_id bigint,
  fence bigint not null default 0,
  lease_owner text,
  lease_until timestamptz,
  primary key (workspace_id, connection_id, entity),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);

create table push_request (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  connection_id uuid not null,
  entity text not null,
  local_id uuid not null,
  reason text not null,
  state text not null default 'pending' check (state in ('pending', 'running', 'done', 'parked')),
  revision int not null default 1,
  claimed_revision int,
  fence bigint not null default 0,
  lease_owner text,
  lease_until timestamptz,
  attempts int not null default 0,
  next_attempt_at timestamptz not null default now(),
  step text,
  last_code text,
  last_error text,
  requested_at timestamptz not null default now(),
  requested_by uuid,
  run_id uuid,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
create unique index push_request_record on push_request (workspace_id, connection_id, entity, local_id);
create index push_request_due on push_request (next_attempt_at) where state in ('pending', 'running');

create table push_step (
  workspace_id uuid not null default app_workspace() references workspace(id),
  request_id uuid not null,
  step text not null,
  revision int not null,
  state text not null check (state in ('intended', 'done', 'failed')),
  remote_id text,
  detail jsonb,
  intended_at timestamptz,
  done_at timestamptz,
  primary key (workspace_id, request_id, step),
  foreign key (workspace_id, request_id) references push_request (workspace_id, id) on delete cascade
);

create table create_intent (
  workspace_id uuid not null default app_workspace() references workspace(id),
  connection_id uuid not null,
  entity text not null,
  local_key text not null,
  natural_key jsonb not null,
  intended_at timestamptz not null default now(),
  lease_owner text,
  lease_until timestamptz,
  primary key (workspace_id, connection_id, entity, local_key),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);

create table sync_run (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  connection_id uuid not null,
  kind text not null check (kind in ('initial', 'poll', 'manual', 'push')),
  state text not null default 'running' check (state in ('running', 'done', 'failed', 'cancelled')),
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  resumed int not null default 0,
  error_code text,
  error text,
  settings_revision int,
  primary key (workspace_id, id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
create index sync_run_recent on sync_run (workspace_id, connection_id, id desc);
create unique index sync_run_one_pull on sync_run (workspace_id, connection_id)
  where state = 'running' and kind in ('initial', 'poll', 'manual');

create table sync_run_entity (
  workspace_id uuid not null default app_workspace() references workspace(id),
  run_id uuid not null,
  entity text not null,
  position int not null default 0,
  expected int,
  processed int not null default 0,
  created int not null default 0,
  updated int not null default 0,
  linked int not null default 0,
  unchanged int not null default 0,
  skipped int not null default 0,
  failed int not null default 0,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (workspace_id, run_id, entity),
  foreign key (workspace_id, run_id) references sync_run (workspace_id, id) on delete cascade
);

create table sync_issue (
  workspace_id uuid not null default app_workspace() references workspace(id),
  id uuid not null default uuidv7(),
  connection_id uuid not null,
  entity text not null,
  direction text not null check (direction in ('in', 'out')),
  code text not null,
  message text not null,
  advice text,
  record_name text,
  local_id uuid,
  remote_id text,
  record_key text not null generated always as (coalesce(remote_id, 'local:' || local_id::text)) stored,
  detail jsonb not null default '{}',
  state text not null default 'open' check (state in ('open', 'resolved', 'dismissed')),
  resolution text,
  attempts int not null default 1,
  first_seen_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  next_retry_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
create unique index sync_issue_open on sync_issue (workspace_id, connection_id, entity, direction, record_key) where state = 'open';
create index sync_issue_recent on sync_issue (workspace_id, state, last_seen_at desc, id desc);
create index sync_issue_code on sync_issue (workspace_id, state, code, last_seen_at desc, id desc);

-- What stays out on purpose, with the reason: written once, so that seeing the same record again writes nothing. A record that
-- waits for another one (a contact for its company) comes in when that one is linked.
create table sync_skip (
  workspace_id uuid not null default app_workspace() references workspace(id),
  connection_id uuid not null,
  entity text not null,
  remote_id text not null,
  remote_hash text,
  code text not null,
  reason text not null,
  waits_for_entity text,
  waits_for_id text,
  at timestamptz not null default now(),
  primary key (workspace_id, connection_id, entity, remote_id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id) on delete cascade
);
create index sync_skip_waiting on sync_skip (workspace_id, connection_id, waits_for_entity, waits_for_id) where waits_for_id is not null;
`;

const audit = `
create table audit_event (
  workspace_id uuid not null default app_workspace(),
  id uuid not null default uuidv7(),
  at timestamptz not null default now(),
  tx xid8 not null default pg_current_xact_id(),
  seq bigint generated always as identity,
  direction text,
  entity text,
  operation text not null,
  status text not null,
  name text,
  local_id uuid,
  remote_id text,
  opportunity_id uuid,
  description text not null,
  code text,
  run_id uuid,
  attempt int not null default 1,
  request_id text,
  duration_ms int,
  actor text,
  changes jsonb not null default '[]',
  primary key (workspace_id, at, id)
) partition by range (at);
create index audit_event_id on audit_event (workspace_id, id desc);
create index audit_event_stream on audit_event (workspace_id, tx, seq);
create index audit_event_trouble on audit_event (workspace_id, status, id desc) where status <> 'success';
create index audit_event_entity on audit_event (workspace_id, entity, id desc);
create index audit_event_out on audit_event (workspace_id, id desc) where direction = 'out';
create index audit_event_run on audit_event (workspace_id, run_id, id desc) where run_id is not null;
create index audit_event_local on audit_event (workspace_id, local_id, id desc) where local_id is not null;
create index audit_event_remote on audit_event (workspace_id, remote_id, id desc) where remote_id is not null;
create index audit_event_opportunity on audit_event (workspace_id, opportunity_id, id desc) where opportunity_id is not null;
create index audit_event_words on audit_event using gin (to_tsvector('simple', coalesce(name, '') || ' ' || description));
create table audit_event_rest partition of audit_event default;

-- Makes the partitions of the months from the given one on, as far as they are missing.
create function ensure_audit_partitions(first_month date, months int) returns void language plpgsql security definer set search_path = public as $$
declare
  month date := date_trunc('month', first_month)::date;
  part text;
begin
  for i in 1..months loop
    part := 'audit_event_' || to_char(month, 'YYYYMM');
    if to_regclass(part) is null then
      execute format('create table %I partition of audit_event for values from (%L) to (%L)', part, month, (month + interval '1 month')::date);
    end if;
    month := (month + interval '1 month')::date;
  end loop;
end $$;
select ensure_audit_partitions((now() - interval '1 month')::date, 6);
`;

const isolation = `
do $$
declare t text;
begin
  if not exists (select from pg_roles where rolname = 'causeway_app') then
    create role causeway_app nologin nosuperuser nobypassrls;
  end if;
  for t in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
  loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy workspace_only on %I using (workspace_id = (select app_workspace())) with check (workspace_id = (select app_workspace()))', t);
    execute format('grant select, insert, update, delete on %I to causeway_app', t);
  end loop;
  alter table workspace enable row level security;
  create policy workspace_only on workspace using (id = (select app_workspace()));
  grant select on workspace to causeway_app;
  revoke update, delete on audit_event from causeway_app;
end $$;
-- The first sync fills tables from empty: without fresh statistics its look-ups keep the plans of an empty table.
grant maintain on client, contact, product, opportunity, bundle_line, entity_link to causeway_app;
grant usage on schema public to causeway_app;
grant usage, create on schema jobs to causeway_app;
`;

const doors = `
create function door_session(hash text) returns table (workspace_id uuid, user_id uuid, email text, name text, role text, expires_at timestamptz)
language sql security definer set search_path = public as $$
  select s.workspace_id, u.id, u.email, u.name, u.role, s.expires_at
  from session s join app_user u on u.workspace_id = s.workspace_id and u.id = s.user_id
  where s.token_hash = hash and s.expires_at > now() and u.disabled_at is null
$$;

create function door_token(hash text) returns table (workspace_id uuid, token_id uuid, name text, role text, expires_at timestamptz)
language sql security definer set search_path = public as $$
  select t.workspace_id, t.id, t.name, t.role, t.expires_at from api_token t
  where t.token_hash = hash and t.revoked_at is null and (t.expires_at is null or t.expires_at > now())
$$;

create function door_users(wanted text) returns table (workspace_id uuid, user_id uuid, password_hash text)
language sql security definer set search_path = public as $$
  select u.workspace_id, u.id, u.password_hash from app_user u where lower(u.email) = lower(wanted) and u.disabled_at is null
$$;

create function door_due_pulls() returns table (workspace_id uuid, connection_id uuid)
language sql security definer set search_path = public as $$
  select c.workspace_id, c.id from connection c where c.state <> 'paused' and c.next_pull_at <= now()
$$;

create function door_unfinished_runs() returns table (workspace_id uuid, connection_id uuid, run_id uuid)
language sql security definer set search_path = public as $$
  select r.workspace_id, r.connection_id, r.id from sync_run r where r.state = 'running' and r.kind in ('initial', 'poll', 'manual')
$$;

create function door_due_pushes() returns table (workspace_id uuid, connection_id uuid)
language sql security definer set search_path = public as $$
  select distinct p.workspace_id, p.connection_id from push_request p
  where (p.state = 'pending' and p.next_attempt_at <= now()) or (p.state = 'running' and p.lease_until < now())
$$;

create function door_create_workspace(workspace_name text) returns uuid
language sql security definer set search_path = public as $$
  insert into workspace (name) values (workspace_name) returning id
$$;

create function door_find_workspace(workspace_name text) returns uuid
language sql security definer set search_path = public as $$
  select id from workspace where name = workspace_name order by id limit 1
$$;

create function door_connections() returns table (workspace_id uuid, connection_id uuid, state text, references_read_at timestamptz)
language sql security definer set search_path = public as $$
  select c.workspace_id, c.id, c.state, (select max(r.seen_at) from reference_item r where r.workspace_id = c.workspace_id and r.connection_id = c.id)
  from connection c where c.state <> 'paused'
$$;

-- Search inside names. Row-level security would keep LIKE from the trigram index, so these run as the owner and hold to the workspace themselves.
create function search_clients(pattern text) returns setof uuid language sql stable security definer set search_path = public as $$
  select id from client where workspace_id = app_workspace() and search_text like pattern
$$;
create function search_contacts(pattern text) returns setof uuid language sql stable security definer set search_path = public as $$
  select id from contact where workspace_id = app_workspace() and search_text like pattern
$$;
create function search_products(pattern text) returns setof uuid language sql stable security definer set search_path = public as $$
  select id from product where workspace_id = app_workspace() and search_text like pattern
$$;
create function search_opportunities(pattern text) returns setof uuid language sql stable security definer set search_path = public as $$
  select id from opportunity where workspace_id = app_workspace() and name_key like pattern
$$;
create function search_documents(pattern text) returns setof uuid language sql stable security definer set search_path = public as $$
  select id from document where workspace_id = app_workspace() and search_text like pattern
$$;

-- Up to so many audit events with these words, in no order; more than fit means that the words are common.
create function search_audit_events(words text, most int) returns setof uuid language sql stable security definer set search_path = public as $$
  select id from audit_event where workspace_id = app_workspace()
    and to_tsvector('simple', coalesce(name, '') || ' ' || description) @@ to_tsquery('simple', words) limit most
$$;

revoke execute on all functions in schema public from public;
grant execute on all functions in schema public to causeway_app;
`;
